using System;

namespace Pelikan.Storage.Packs;

/// <summary>
/// Takes a collection apart, changes it, and puts it together again. One thread; keeps its arrays from one use to the next. What it is
/// given may be a span of its own.
/// </summary>
/// <remarks>
/// Insertions and removals at the ends of a list, and members of sets and hashes, cost what they weigh; in the middle of a list or a sorted
/// set they move the shorter side, eight bytes or so an element. A removal from a set or hash of more than 64 puts the last one in the gap.
/// </remarks>
public sealed class PackEditor : ISortedPack
{
    private readonly PackBytes _bytes = new();
    private readonly PackOrder _order = new();
    private readonly PackIndex _index = new();
    private ulong _seed;
    private int _bodyBytes;

    /// <summary>Whether the index and the hashes of the pieces are there.</summary>
    private bool _indexed;

    public ItemKind Kind { get; private set; }

    /// <summary>Elements.</summary>
    public int Count => _order.Count;

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public int Length => (int)Math.Min(int.MaxValue, PackLayout.LengthOf(Kind, Count, _bodyBytes));

    /// <summary>Members are found by their bytes, and have no order of their own.</summary>
    private bool IsUnordered => Kind is ItemKind.Set or ItemKind.Hash;

    /// <summary>Begin with an empty collection.</summary>
    public void Begin(ItemKind kind)
    {
        Kind = kind;
        _seed = PackHash.Seed;
        _indexed = false;
        _bodyBytes = 0;
        _bytes.Begin(default);
        _order.Begin(0);
    }

    /// <summary>Begin with what a pack holds.</summary>
    public void Load(ItemKind kind, ReadOnlySpan<byte> pack)
    {
        PackReader reader = new(kind, pack);
        ReadOnlySpan<byte> body = reader.Body;
        Kind = kind;
        _seed = reader.HasIndex ? reader.Seed : PackHash.Seed;
        _indexed = false;
        _bodyBytes = body.Length;
        _bytes.Begin(body);
        Span<PackPiece> pieces = _order.BeginFilled(reader.Count);
        int start = 0;
        for (int ordinal = 0; ordinal < pieces.Length; ordinal++)
        {
            int end = !reader.HasIndex ? start + PackElement.Size(kind, body[start..])
                : ordinal + 1 < pieces.Length ? reader.StartOf(ordinal + 1)
                : body.Length;
            pieces[ordinal] = new PackPiece(start, end - start, 0);
            start = end;
        }

        Invariant.Require(start == body.Length, "the elements of a pack fill its body");
    }

    /// <summary>The ordinal of a member (set, sorted set) or field (hash); -1 if there is none.</summary>
    public int Find(scoped ReadOnlySpan<byte> member) => Find(member, out _);

    /// <summary>The element, member or field of an ordinal; good until the next change.</summary>
    public ReadOnlySpan<byte> Member(int ordinal) => MemberOf(_order[ordinal]);

    /// <summary>The value of a hash's field; good until the next change.</summary>
    public ReadOnlySpan<byte> Value(int ordinal) => PackElement.Value(Bytes(_order[ordinal]));

    /// <summary>The score of a sorted set's member.</summary>
    public double Score(int ordinal) => PackElement.Score(Bytes(_order[ordinal]));

    /// <summary>Sorted set: the first ordinal whose score is at least as high, or higher; the count if there is none.</summary>
    public int LowerBound(double score, bool exclusive) => SortedSearch.ByScore(this, score, exclusive);

    /// <summary>Sorted set with one score: the first ordinal whose member comes at or behind another, or behind it alone.</summary>
    public int LowerBound(scoped ReadOnlySpan<byte> member, bool exclusive) => SortedSearch.ByMember(this, member, exclusive);

    /// <summary>List: put an element before the one of an ordinal; behind the last for <see cref="Count"/>.</summary>
    public void Insert(int ordinal, scoped ReadOnlySpan<byte> element)
    {
        RequireKind(ItemKind.List);
        PackPiece piece = _bytes.Add(element, 0);
        _order.Insert(ordinal, piece);
        _bodyBytes += piece.Size;
    }

    /// <summary>List: put another element in the place of one.</summary>
    public void Replace(int ordinal, scoped ReadOnlySpan<byte> element)
    {
        RequireKind(ItemKind.List);
        if (PackElement.SizeOf(element) == _order[ordinal].Size)
        {
            _bytes.SetEnd(_order[ordinal], element);
            return;
        }

        SetPiece(ordinal, _bytes.Add(element, 0));
    }

    /// <summary>Set: add a member. True if it is new.</summary>
    public bool Put(scoped ReadOnlySpan<byte> member)
    {
        RequireKind(ItemKind.Set);
        if (Find(member, out uint hash) >= 0)
        {
            return false;
        }

        Append(_bytes.Add(member, hash));
        return true;
    }

    /// <summary>Hash: set a field. True if it is new.</summary>
    public bool Put(scoped ReadOnlySpan<byte> field, scoped ReadOnlySpan<byte> value)
    {
        RequireKind(ItemKind.Hash);
        int ordinal = Find(field, out uint hash);
        if (ordinal < 0)
        {
            Append(_bytes.Add(field, value, hash));
            return true;
        }

        if (PackElement.SizeOf(field) + PackElement.SizeOf(value) == _order[ordinal].Size)
        {
            _bytes.SetEnd(_order[ordinal], value);
        }
        else
        {
            SetPiece(ordinal, _bytes.Add(field, value, hash));
        }

        return false;
    }

    /// <summary>Sorted set: give a member a score. True if it is new.</summary>
    public bool Put(scoped ReadOnlySpan<byte> member, double score)
    {
        RequireKind(ItemKind.SortedSet);
        Invariant.Require(!double.IsNaN(score), "a score is a number");
        int ordinal = Find(member, out uint hash);
        int place = SortedSearch.ByBoth(this, score, member);
        if (ordinal < 0)
        {
            PackPiece piece = _bytes.Add(member, score, hash);
            _order.Insert(place, piece);
            _bodyBytes += piece.Size;
            if (_indexed)
            {
                _index.Add(hash, piece.Start);
            }

            return true;
        }

        _bytes.SetScore(_order[ordinal].Start, score);
        _order.Move(ordinal, place > ordinal ? place - 1 : place);
        return false;
    }

    /// <summary>Take out elements from an ordinal on.</summary>
    public void RemoveAt(int ordinal, int count = 1)
    {
        ReadOnlySpan<PackPiece> removed = _order.Pieces.Slice(ordinal, count);
        foreach (ref readonly PackPiece piece in removed)
        {
            _bodyBytes -= piece.Size;
        }

        if (IsUnordered && (_indexed || Count > PackLayout.PlainCountMax))
        {
            for (int at = ordinal + count - 1; at >= ordinal; at--)
            {
                RemoveBySwap(at);
            }

            return;
        }

        if (_indexed)
        {
            foreach (ref readonly PackPiece piece in removed)
            {
                _index.Remove(piece.Hash, piece.Start);
            }
        }

        _order.RemoveAt(ordinal, count);
    }

    /// <summary>List: take out elements that are like another, in one pass.</summary>
    /// <param name="element">Which.</param>
    /// <param name="max">As many at most.</param>
    /// <param name="fromEnd">The last ones, and not the first.</param>
    /// <returns>How many.</returns>
    public int RemoveAll(scoped ReadOnlySpan<byte> element, int max, bool fromEnd)
    {
        RequireKind(ItemKind.List);
        Span<PackPiece> pieces = _order.Writable;
        int spared = fromEnd ? Math.Max(0, CountOf(element) - max) : 0;
        int kept = 0;
        int removed = 0;
        foreach (ref readonly PackPiece piece in pieces)
        {
            bool goes = removed < max && MemberOf(piece).SequenceEqual(element) && --spared < 0;
            removed += goes ? 1 : 0;
            _bodyBytes -= goes ? piece.Size : 0;
            if (!goes)
            {
                pieces[kept++] = piece;
            }
        }

        _order.RemoveAt(kept, removed);
        return removed;
    }

    /// <summary>Take out everything but some elements from an ordinal on.</summary>
    public void Trim(int ordinal, int count)
    {
        RemoveAt(ordinal + count, Count - ordinal - count);
        RemoveAt(0, ordinal);
    }

    /// <summary>The whole collection as a pack.</summary>
    public void Write(Span<byte> pack)
    {
        Invariant.Require(pack.Length == Length, "a pack is written to as many bytes as it has");
        if (Count <= PackLayout.PlainCountMax)
        {
            pack[0] = (byte)Count;
            WriteBody(pack[PackLayout.PlainHeaderBytes..]);
            return;
        }

        PackLayout.WriteHeader(pack, Count, _bodyBytes, _seed);
        Span<byte> rest = pack[PackLayout.IndexedHeaderBytes..];
        WriteBody(rest[.._bodyBytes]);
        rest = rest[_bodyBytes..];
        int offsetsBytes = Count * PackLayout.OffsetBytes(_bodyBytes);
        WriteOffsets(rest[..offsetsBytes]);
        if (Kind != ItemKind.List)
        {
            WriteTable(rest[offsetsBytes..]);
        }
    }

    private ReadOnlySpan<byte> Bytes(PackPiece piece) => _bytes.Slice(piece.Start, piece.Size);

    private ReadOnlySpan<byte> MemberOf(PackPiece piece) => PackElement.Member(Kind, Bytes(piece));

    private void RequireKind(ItemKind kind) => Invariant.Require(Kind == kind, "a change is one that the kind of its collection has");

    /// <summary>The ordinal of a member, and its hash where there is an index.</summary>
    private int Find(scoped ReadOnlySpan<byte> member, out uint hash)
    {
        hash = 0;
        if (!_indexed && Count <= PackLayout.PlainCountMax)
        {
            return FindPlain(member);
        }

        BuildIndex();
        hash = PackHash.Of(member, _seed);
        int at = _index.First(hash);
        for (int id = _index.Next(hash, ref at); id >= 0; id = _index.Next(hash, ref at))
        {
            int start = IsUnordered ? _order[id].Start : id;
            ReadOnlySpan<byte> element = _bytes.From(start);
            ReadOnlySpan<byte> met = PackElement.Member(Kind, element);
            if (met.SequenceEqual(member))
            {
                return IsUnordered ? id : SortedSearch.ByBoth(this, PackElement.Score(element), met);
            }
        }

        return -1;
    }

    private int FindPlain(scoped ReadOnlySpan<byte> member)
    {
        ReadOnlySpan<PackPiece> pieces = _order.Pieces;
        for (int ordinal = 0; ordinal < pieces.Length; ordinal++)
        {
            if (MemberOf(pieces[ordinal]).SequenceEqual(member))
            {
                return ordinal;
            }
        }

        return -1;
    }

    private int CountOf(scoped ReadOnlySpan<byte> element)
    {
        int count = 0;
        foreach (ref readonly PackPiece piece in _order.Pieces)
        {
            count += MemberOf(piece).SequenceEqual(element) ? 1 : 0;
        }

        return count;
    }

    // The index has the ordinal of what keeps its ordinal, and where its bytes are of a sorted set's member, which does not.
    private void BuildIndex()
    {
        Invariant.Require(Kind != ItemKind.List, "a list is not searched by an index");
        if (_indexed)
        {
            return;
        }

        _index.Begin(Count);
        Span<PackPiece> pieces = _order.Writable;
        for (int ordinal = 0; ordinal < pieces.Length; ordinal++)
        {
            PackPiece piece = pieces[ordinal];
            uint hash = PackHash.Of(MemberOf(piece), _seed);
            pieces[ordinal] = piece with { Hash = hash };
            _index.Add(hash, IsUnordered ? ordinal : piece.Start);
        }

        _indexed = true;
    }

    private void Append(PackPiece piece)
    {
        if (_indexed)
        {
            _index.Add(piece.Hash, Count);
        }

        _order.Append(piece);
        _bodyBytes += piece.Size;
    }

    private void SetPiece(int ordinal, PackPiece piece)
    {
        _bodyBytes += piece.Size - _order[ordinal].Size;
        _order[ordinal] = piece;
    }

    private void RemoveBySwap(int ordinal)
    {
        int last = Count - 1;
        PackPiece moved = _order[last];
        if (_indexed)
        {
            _index.Remove(_order[ordinal].Hash, ordinal);
            if (ordinal != last)
            {
                _index.Change(moved.Hash, last, ordinal);
            }
        }

        _order[ordinal] = moved;
        _order.RemoveAt(last, 1);
    }

    /// <summary>Copy the elements in their order; those that lie one behind the other in one go.</summary>
    private void WriteBody(Span<byte> body)
    {
        ReadOnlySpan<PackPiece> pieces = _order.Pieces;
        int written = 0;
        for (int ordinal = 0; ordinal < pieces.Length;)
        {
            int start = pieces[ordinal].Start;
            int end = pieces[ordinal].End;
            for (ordinal++; ordinal < pieces.Length && pieces[ordinal].Start == end; ordinal++)
            {
                end = pieces[ordinal].End;
            }

            _bytes.Slice(start, end - start).CopyTo(body[written..]);
            written += end - start;
        }

        Invariant.Require(written == body.Length, "the elements fill the body");
    }

    private void WriteOffsets(Span<byte> offsets)
    {
        int width = PackLayout.OffsetBytes(_bodyBytes);
        ReadOnlySpan<PackPiece> pieces = _order.Pieces;
        int start = 0;
        for (int ordinal = 0; ordinal < pieces.Length; ordinal++)
        {
            PackLayout.Put(offsets, width, ordinal, start);
            start += pieces[ordinal].Size;
        }
    }

    private void WriteTable(Span<byte> table)
    {
        table.Clear();
        int width = PackLayout.PlaceBytes(Count);
        int size = PackLayout.TableSize(Kind, Count);
        ReadOnlySpan<PackPiece> pieces = _order.Pieces;
        for (int ordinal = 0; ordinal < pieces.Length; ordinal++)
        {
            uint hash = _indexed ? pieces[ordinal].Hash : PackHash.Of(MemberOf(pieces[ordinal]), _seed);
            int place = PackLayout.Home(hash, size);
            while (PackLayout.Get(table, width, place) != 0)
            {
                place = place + 1 == size ? 0 : place + 1;
            }

            PackLayout.Put(table, width, place, ordinal + 1);
        }
    }
}
