namespace Pelikan.Storage.Eviction;

/// <summary>Which segment gives way when none is free.</summary>
public enum EvictionKind
{
    /// <summary>None: a full heap refuses new items.</summary>
    None,

    /// <summary>Any sealed segment.</summary>
    Random,

    /// <summary>The one opened first.</summary>
    Fifo,

    /// <summary>The paper's: several of one TTL bucket become one that keeps their most read items.</summary>
    Merge,
}
