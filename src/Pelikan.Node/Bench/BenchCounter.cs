namespace Pelikan.Node.Bench;

/// <summary>What a thread counts.</summary>
internal enum BenchCounter
{
    /// <summary>Whole replies.</summary>
    Replies,

    /// <summary>Keys the replies were about.</summary>
    Keys,

    /// <summary>Keys read and found.</summary>
    Hits,

    /// <summary>Keys read and not found.</summary>
    Misses,

    /// <summary>Changes that did not apply: an add to a key that is there, a delete or touch of one that is not.</summary>
    NotApplied,

    /// <summary>Error replies.</summary>
    Errors,

    /// <summary>Values or replies that do not match what was written or asked.</summary>
    Mismatches,

    /// <summary>Connections the server closed, or whose stream went out of step.</summary>
    ConnectionsLost,

    /// <summary>Requests that never had a reply: their connection was lost, or the drain time ran out.</summary>
    Unanswered,

    BytesRead,

    BytesWritten,
}
