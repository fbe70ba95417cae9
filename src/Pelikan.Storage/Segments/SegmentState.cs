namespace Pelikan.Storage.Segments;

/// <summary>
/// The life of a segment. The legal moves: Free → Open → Sealed → Draining → Retired → Free; Sealed and Draining are each
/// entered by exactly one thread, which wins a compare-and-swap.
/// </summary>
internal enum SegmentState
{
    /// <summary>In the pool.</summary>
    Free,

    /// <summary>Writers append.</summary>
    Open,

    /// <summary>Full, or closed early: nobody appends; writers of its epoch may still be filling what they reserved.</summary>
    Sealed,

    /// <summary>One thread is unlinking its items.</summary>
    Draining,

    /// <summary>No item links to it; readers of its epoch may still look at it.</summary>
    Retired,
}
