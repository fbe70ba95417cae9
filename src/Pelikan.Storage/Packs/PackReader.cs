using System;

namespace Pelikan.Storage.Packs;

/// <summary>
/// A collection as it lies in an item: read in place. The default is an empty one. An ordinal costs nothing to find in a pack with an
/// index, and a walk over at most 64 elements in one without: use <see cref="GetEnumerator"/> or <see cref="From"/> to go through many.
/// </summary>
public readonly ref struct PackReader : ISortedPack
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly ReadOnlySpan<byte> _offsets;
    private readonly ReadOnlySpan<byte> _table;

    public PackReader(ItemKind kind, ReadOnlySpan<byte> pack)
    {
        Kind = kind;
        Invariant.Require(pack.Length >= PackLayout.PlainHeaderBytes, "a pack has a header");
        if (pack[0] != PackLayout.IndexedMark)
        {
            Count = pack[0];
            Invariant.Require(Count <= PackLayout.PlainCountMax, "a pack without index is small");
            _body = pack[PackLayout.PlainHeaderBytes..];
            return;
        }

        Invariant.Require(pack.Length >= PackLayout.IndexedHeaderBytes, "a pack has its whole header");
        Count = PackLayout.ReadCount(pack);
        int bodyBytes = PackLayout.ReadBodyBytes(pack);
        Seed = PackLayout.ReadSeed(pack);
        Invariant.Require(
            Count is > PackLayout.PlainCountMax and < int.MaxValue / 16 && bodyBytes >= 0 && PackLayout.LengthOf(kind, Count, bodyBytes) == pack.Length,
            "a pack is as long as its parts");
        int offsetsAt = PackLayout.IndexedHeaderBytes + bodyBytes;
        int tableAt = offsetsAt + (Count * PackLayout.OffsetBytes(bodyBytes));
        _body = pack[PackLayout.IndexedHeaderBytes..offsetsAt];
        _offsets = pack[offsetsAt..tableAt];
        _table = pack[tableAt..];
    }

    /// <summary>Elements.</summary>
    public int Count { get; }

    public ItemKind Kind { get; }

    internal ulong Seed { get; }

    internal ReadOnlySpan<byte> Body => _body;

    internal bool HasIndex => !_offsets.IsEmpty;

    internal int TableSize => PackLayout.TableSize(Kind, HasIndex ? Count : 0);

    /// <summary>The ordinal of a member (set, sorted set) or field (hash); -1 if there is none.</summary>
    public int Find(scoped ReadOnlySpan<byte> member)
    {
        if (!HasIndex)
        {
            return FindPlain(member);
        }

        int size = TableSize;
        int place = size == 0 ? 0 : PackLayout.Home(PackHash.Of(member, Seed), size);
        for (int looked = 0; looked < size; looked++)
        {
            int ordinal = AtPlace(place);
            if (ordinal < 0)
            {
                return -1;
            }

            if (Member(ordinal).SequenceEqual(member))
            {
                return ordinal;
            }

            place = place + 1 == size ? 0 : place + 1;
        }

        return -1;
    }

    /// <summary>The element, member or field of an ordinal.</summary>
    public ReadOnlySpan<byte> Member(int ordinal) => PackElement.Member(Kind, _body[StartOf(ordinal)..]);

    /// <summary>The value of a hash's field.</summary>
    public ReadOnlySpan<byte> Value(int ordinal) => PackElement.Value(_body[StartOf(ordinal)..]);

    /// <summary>The score of a sorted set's member.</summary>
    public double Score(int ordinal) => PackElement.Score(_body[StartOf(ordinal)..]);

    /// <summary>Sorted set: the first ordinal whose score is at least as high, or higher; the count if there is none.</summary>
    public int LowerBound(double score, bool exclusive) => SortedSearch.ByScore(this, score, exclusive);

    /// <summary>Sorted set with one score: the first ordinal whose member comes at or behind another, or behind it alone.</summary>
    public int LowerBound(scoped ReadOnlySpan<byte> member, bool exclusive) => SortedSearch.ByMember(this, member, exclusive);

    /// <summary>All elements in their order.</summary>
    public PackCursor GetEnumerator() => new(Kind, _body, Count);

    /// <summary>The elements from an ordinal on; none behind the last.</summary>
    public PackCursor From(int ordinal) => ordinal >= Count ? default : new(Kind, _body[StartOf(ordinal)..], Count - ordinal);

    /// <summary>A page of a scan; see <see cref="PackScan"/>.</summary>
    public PackScan Scan(ulong cursor, int count) => new(this, cursor, count);

    /// <summary>Where in the body an element begins.</summary>
    internal int StartOf(int ordinal)
    {
        Invariant.Require((uint)ordinal < (uint)Count, "an ordinal is below the count");
        if (HasIndex)
        {
            int start = PackLayout.Get(_offsets, PackLayout.OffsetBytes(_body.Length), ordinal);
            Invariant.Require((uint)start < (uint)_body.Length, "an element begins in the body");
            return start;
        }

        int at = 0;
        for (int passed = 0; passed < ordinal; passed++)
        {
            at += PackElement.Size(Kind, _body[at..]);
        }

        return at;
    }

    /// <summary>The ordinal in a place of the table; -1 if it is free.</summary>
    internal int AtPlace(int place) => PackLayout.Get(_table, PackLayout.PlaceBytes(Count), place) - 1;

    private int FindPlain(scoped ReadOnlySpan<byte> member)
    {
        int at = 0;
        for (int ordinal = 0; ordinal < Count; ordinal++)
        {
            ReadOnlySpan<byte> rest = _body[at..];
            if (PackElement.Member(Kind, rest).SequenceEqual(member))
            {
                return ordinal;
            }

            at += PackElement.Size(Kind, rest);
        }

        return -1;
    }
}
