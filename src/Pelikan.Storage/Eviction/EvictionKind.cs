namespace Pelikan.Storage.Eviction;

/// <summary>Which segment gives way when none is free.</summary>
public enum EvictionKind
{
    /// <summary>None: a full heap refuses new items.</summary>
    None,

    /// <summary>Any sealed segment.</summary>
    Random,

    /// <summary>The oldest of a TTL bucket, which is drawn by how many segments it has.</summary>
    RandomFifo,

    /// <summary>The one opened first.</summary>
    Fifo,

    /// <summary>Closest to expiry: the one whose last item expires first.</summary>
    Cte,

    /// <summary>Utilisation: the one with the fewest live bytes.</summary>
    Util,

    /// <summary>The paper's: the oldest give way, but for their most read items, which are merged into fewer segments.</summary>
    Merge,

    /// <summary>A small queue tries new items, a main queue keeps those that were read, a ghost remembers the others.</summary>
    S3Fifo,
}
