namespace Pelikan.Node.Protocol;

/// <summary>The bounds a protocol keeps, from the configuration. Sizes in bytes.</summary>
public sealed record ProtocolLimits
{
    /// <summary>A value of more is swallowed and refused. 1 MiB, as memcached's default.</summary>
    public int ValueBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Keys in one get; one more is refused with a clear error.</summary>
    public int KeysPerGetMax { get; init; } = 64 * 1024;

    /// <summary>A command line of more, its keys included, is answered with an error and the session is closed.</summary>
    public int LineBytesMax { get; init; } = 1024 * 1024;

    /// <summary>How expiry numbers are read.</summary>
    public TimeType TimeType { get; init; } = TimeType.Memcache;
}
