namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>What ZADD does about one member.</summary>
internal enum ScoreChange : byte
{
    /// <summary>Nothing: an option does not let it.</summary>
    Refused,

    /// <summary>Nothing: it has the score already.</summary>
    Kept,

    Changed,
    Added,

    /// <summary>Nothing: the score would not be a number.</summary>
    NotNumber,
}
