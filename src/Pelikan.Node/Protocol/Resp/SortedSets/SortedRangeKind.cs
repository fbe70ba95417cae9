namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>What a range of a sorted set is given by.</summary>
internal enum SortedRangeKind : byte
{
    /// <summary>Places in the order, the first 0, the last -1.</summary>
    Ranks,

    Scores,

    /// <summary>The members' bytes, where all have the same score.</summary>
    Members,
}
