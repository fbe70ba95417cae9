using System;

namespace Pelikan.Storage.Packs;

/// <summary>The members of a sorted set in their order.</summary>
public interface ISortedPack
{
    int Count { get; }

    double Score(int ordinal);

    ReadOnlySpan<byte> Member(int ordinal);

    /// <summary>The first ordinal whose score is at least as high, or higher; the count if there is none.</summary>
    int LowerBound(double score, bool exclusive);

    /// <summary>Of members that have one score, the first ordinal whose member comes at or behind another, or behind it alone.</summary>
    int LowerBound(scoped ReadOnlySpan<byte> member, bool exclusive);
}
