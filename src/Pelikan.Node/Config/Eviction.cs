namespace Pelikan.Node.Config;

/// <summary>Which segment gives way when none is free.</summary>
public enum Eviction
{
    /// <summary>None: a write without room is refused.</summary>
    None,

    /// <summary>Any segment.</summary>
    Random,

    /// <summary>The segment that was sealed first.</summary>
    Fifo,

    /// <summary>Several segments merge into one that keeps their most used items (NSDI'21, section 3.3).</summary>
    Merge,
}
