namespace Pelikan.Conformance.Differential;

/// <summary>What about two replies must be the same.</summary>
internal enum ReplyRule
{
    /// <summary>Every byte, CAS ids apart.</summary>
    Exact,

    /// <summary>The elements, in any order.</summary>
    Unordered,

    /// <summary>The pairs of elements, in any order.</summary>
    UnorderedPairs,

    /// <summary>The cursor, and the elements in any order.</summary>
    Scan,

    /// <summary>The cursor, and the pairs of elements in any order.</summary>
    ScanPairs,

    /// <summary>A number of seconds, or one more or less: the two commands were served one after the other.</summary>
    Seconds,

    /// <summary>A number of milliseconds, or two thousand more or less.</summary>
    Milliseconds,
}
