using System;
using System.Collections.Generic;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>
/// Members with scores, copied out of the items they come from and found by their bytes: where the algebra of sets works, and a change of
/// many members at once. Its arrays are kept from one use to the next, up to <see cref="BytesKeptMax"/>. One a worker.
/// </summary>
/// <remarks>
/// The index is open addressing: a power of two of at least twice the members; ordinal + 1, and 0 is free. The hash is the runtime's, which is
/// seeded anew in each process, so a client cannot aim at one place.
/// </remarks>
internal sealed class MemberTable : IComparer<int>
{
    /// <summary>Arrays that grew to more are given back after use.</summary>
    public const int BytesKeptMax = 4 * 1024 * 1024;

    private const int MembersFirst = 64;
    private const int BytesFirst = 4096;

    private byte[] _bytes = [];
    private int[] _ends = [];
    private double[] _scores = [];
    private bool[] _removed = [];
    private int[] _hashes = [];
    private int[] _index = [];
    private int[] _order = [];
    private int _bytesMax;

    /// <summary>Places of the index that are in use.</summary>
    private int _places;

    /// <summary>Members that were added, the removed ones included.</summary>
    public int Count { get; private set; }

    /// <summary>Members that are there.</summary>
    public int Living { get; private set; }

    private int BytesUsed => Count == 0 ? 0 : _ends[Count - 1];

    /// <summary>Begin with no members.</summary>
    /// <param name="bytesMax">The most bytes that members may take together.</param>
    public void Begin(int bytesMax)
    {
        _bytesMax = bytesMax;
        Count = 0;
        Living = 0;
        _places = 0;
    }

    /// <summary>Give back arrays that grew too large to be kept; the table is empty then.</summary>
    public void GiveBack()
    {
        if (_bytes.Length <= BytesKeptMax && _ends.Length <= BytesKeptMax / sizeof(long))
        {
            return;
        }

        Begin(0);
        if (_bytes.Length > BytesKeptMax)
        {
            _bytes = [];
        }

        if (_ends.Length > BytesKeptMax / sizeof(long))
        {
            (_ends, _scores, _removed, _hashes, _index, _order) = ([], [], [], [], [], []);
        }
    }

    public ReadOnlySpan<byte> Member(int ordinal)
    {
        int start = ordinal == 0 ? 0 : _ends[ordinal - 1];
        return _bytes.AsSpan(start, _ends[ordinal] - start);
    }

    public double Score(int ordinal) => _scores[ordinal];

    public void SetScore(int ordinal, double score) => _scores[ordinal] = score;

    public bool IsRemoved(int ordinal) => _removed[ordinal];

    /// <summary>Take a member out. It keeps its ordinal.</summary>
    public void Remove(int ordinal)
    {
        if (!_removed[ordinal])
        {
            _removed[ordinal] = true;
            Living--;
        }
    }

    /// <summary>The ordinal of a member, removed or not; -1 if it was never added.</summary>
    public int Find(scoped ReadOnlySpan<byte> member) => Count == 0 ? -1 : _index[Place(member, HashOf(member))] - 1;

    /// <summary>Add a member that is not there.</summary>
    /// <returns>False where the members would take more bytes than allowed.</returns>
    public bool TryAdd(scoped ReadOnlySpan<byte> member, double score)
    {
        int used = BytesUsed;
        if (member.Length > _bytesMax - used)
        {
            return false;
        }

        Grow(used + member.Length);
        int hash = HashOf(member);
        _index[Place(member, hash)] = Count + 1;
        member.CopyTo(_bytes.AsSpan(used));
        _ends[Count] = used + member.Length;
        _scores[Count] = score;
        _hashes[Count] = hash;
        _removed[Count] = false;
        Count++;
        Living++;
        return true;
    }

    /// <summary>The ordinals of the members that are there, in the order they came.</summary>
    public ReadOnlySpan<int> InOrderAdded() => LivingOrdinals();

    /// <summary>The ordinals of the members that are there, ascending by score, and by bytes where scores are the same.</summary>
    public ReadOnlySpan<int> InOrderOfScores()
    {
        Span<int> order = LivingOrdinals();
        order.Sort(this);
        return order;
    }

    /// <summary>Put the members that are there into a sorted set, in its order, up to what is too large anyway. There is one zero: minus zero becomes the other.</summary>
    public void PutInOrder(PackEditor packs, int valueBytesMax)
    {
        packs.Begin(ItemKind.SortedSet);
        foreach (int ordinal in InOrderOfScores())
        {
            packs.Put(Member(ordinal), _scores[ordinal] + 0.0);
            if (packs.Length > valueBytesMax)
            {
                return;
            }
        }
    }

    int IComparer<int>.Compare(int x, int y)
    {
        int byScore = _scores[x].CompareTo(_scores[y]);
        return byScore != 0 ? byScore : Member(x).SequenceCompareTo(Member(y));
    }

    private static int HashOf(scoped ReadOnlySpan<byte> member)
    {
        HashCode hash = default;
        hash.AddBytes(member);
        return hash.ToHashCode();
    }

    private Span<int> LivingOrdinals()
    {
        if (_order.Length < Living)
        {
            _order = new int[_ends.Length];
        }

        int living = 0;
        for (int ordinal = 0; ordinal < Count; ordinal++)
        {
            if (!_removed[ordinal])
            {
                _order[living++] = ordinal;
            }
        }

        return _order.AsSpan(0, living);
    }

    /// <summary>Where in the index a member is, or would be.</summary>
    private int Place(scoped ReadOnlySpan<byte> member, int hash)
    {
        int mask = _places - 1;
        int place = hash & mask;
        while (_index[place] != 0 && !(_hashes[_index[place] - 1] == hash && Member(_index[place] - 1).SequenceEqual(member)))
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    /// <summary>Room for one more member, and for so many bytes.</summary>
    private void Grow(int bytes)
    {
        if (bytes > _bytes.Length)
        {
            long doubled = Math.Max(BytesFirst, 2L * _bytes.Length);
            Array.Resize(ref _bytes, (int)Math.Max(bytes, Math.Min(doubled, _bytesMax)));
        }

        if (Count == _ends.Length)
        {
            int members = Math.Max(MembersFirst, _ends.Length * 2);
            Array.Resize(ref _ends, members);
            Array.Resize(ref _scores, members);
            Array.Resize(ref _removed, members);
            Array.Resize(ref _hashes, members);
        }

        if (2 * (Count + 1) > _places)
        {
            Index(Math.Max(2 * MembersFirst, 2 * _places));
        }
    }

    private void Index(int places)
    {
        if (_index.Length < places)
        {
            _index = new int[places];
        }

        _places = places;
        _index.AsSpan(0, places).Clear();
        for (int ordinal = 0; ordinal < Count; ordinal++)
        {
            int place = _hashes[ordinal] & (places - 1);
            while (_index[place] != 0)
            {
                place = (place + 1) & (places - 1);
            }

            _index[place] = ordinal + 1;
        }
    }
}
