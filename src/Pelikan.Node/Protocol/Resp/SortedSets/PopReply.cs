namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>How popped members look in a reply.</summary>
internal enum PopReply : byte
{
    /// <summary>Members and scores in one array.</summary>
    Flat,

    /// <summary>Each member with its score in an array of their own.</summary>
    Pairs,

    /// <summary>The key, then pairs; of a key that has nothing, nothing at all.</summary>
    KeyAndPairs,
}
