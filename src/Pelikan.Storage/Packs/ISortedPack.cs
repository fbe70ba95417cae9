using System;

namespace Pelikan.Storage.Packs;

/// <summary>The members of a sorted set in their order.</summary>
internal interface ISortedPack
{
    int Count { get; }

    double Score(int ordinal);

    ReadOnlySpan<byte> Member(int ordinal);
}
