namespace Pelikan.Node.Replay.Traces;

/// <summary>What a reader met that is not as it should be. Written by the reading thread alone.</summary>
internal sealed class TraceTally
{
    /// <summary>Lines or records passed over.</summary>
    public long Bad { get; set; }

    /// <summary>Requests whose time is before that of the one before them; they are taken at the time of that one.</summary>
    public long OutOfOrder { get; set; }

    /// <summary>What is wrong with the first of the bad ones, and where.</summary>
    public string? FirstBad { get; set; }
}
