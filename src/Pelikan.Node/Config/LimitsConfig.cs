namespace Pelikan.Node.Config;

/// <summary>What one client may ask for. All sizes in bytes.</summary>
public sealed record LimitsConfig
{
    /// <summary>A value of more is read, thrown away and refused.</summary>
    public int ValueSizeMax { get; init; } = 1024 * 1024;

    /// <summary>A request line of more, its keys included, is refused and its connection closed.</summary>
    public int RequestLineMax { get; init; } = 1024 * 1024;

    /// <summary>Keys in one get; a request with more is refused.</summary>
    public int KeysPerGetMax { get; init; } = 64 * 1024;

    /// <summary>Replies waiting in one connection from which on it is not read until the client has taken them.</summary>
    public int OutputHighWatermark { get; init; } = 1024 * 1024;

    /// <summary>Unfinished requests and unsent replies of all connections together.</summary>
    public long BufferMemoryMax { get; init; } = 256L * 1024 * 1024;
}
