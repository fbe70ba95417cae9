using System;

namespace Pelikan.Storage.Packs;

/// <summary>
/// The pieces of a collection in order, in an array with room at both ends: an insertion moves the shorter side, so that pushes at
/// either end cost nothing.
/// </summary>
internal sealed class PackOrder
{
    private const int CapacityMin = 128;

    /// <summary>Kept from one use to the next; more only while it is needed.</summary>
    private const int CapacityKeptMax = 128 * 1024;

    private PackPiece[] _pieces = new PackPiece[CapacityMin];
    private int _first;

    public int Count { get; private set; }

    public ReadOnlySpan<PackPiece> Pieces => _pieces.AsSpan(_first, Count);

    public Span<PackPiece> Writable => _pieces.AsSpan(_first, Count);

    public ref PackPiece this[int ordinal] => ref Writable[ordinal];

    /// <summary>Begin with nothing, and room for some more than <paramref name="count"/>.</summary>
    public void Begin(int count)
    {
        Count = 0;
        int needed = checked(count + (count / 2) + CapacityMin);
        if (_pieces.Length < needed || (_pieces.Length > CapacityKeptMax && needed <= CapacityKeptMax))
        {
            _pieces = GC.AllocateUninitializedArray<PackPiece>(needed);
        }

        _first = (_pieces.Length - count) / 2;
    }

    /// <summary>Begin with as many pieces, which the caller fills in.</summary>
    public Span<PackPiece> BeginFilled(int count)
    {
        Begin(count);
        Count = count;
        return Writable;
    }

    public void Append(PackPiece piece) => Insert(Count, piece);

    public void Insert(int ordinal, PackPiece piece)
    {
        Invariant.Require((uint)ordinal <= (uint)Count, "an insertion is at an element or behind the last");
        bool front = ordinal < Count / 2 || (ordinal == 0 && _first > 0);
        if (front ? _first == 0 : _first + Count == _pieces.Length)
        {
            MakeRoom();
        }

        if (front)
        {
            Array.Copy(_pieces, _first, _pieces, _first - 1, ordinal);
            _first--;
        }
        else
        {
            Array.Copy(_pieces, _first + ordinal, _pieces, _first + ordinal + 1, Count - ordinal);
        }

        Count++;
        _pieces[_first + ordinal] = piece;
    }

    public void RemoveAt(int ordinal, int count)
    {
        Invariant.Require(ordinal >= 0 && count >= 0 && ordinal <= Count - count, "what is removed is there");
        int behind = Count - ordinal - count;
        if (ordinal < behind)
        {
            Array.Copy(_pieces, _first, _pieces, _first + count, ordinal);
            _first += count;
        }
        else
        {
            Array.Copy(_pieces, _first + ordinal + count, _pieces, _first + ordinal, behind);
        }

        Count -= count;
    }

    /// <summary>Move one element to where it is the one of another ordinal.</summary>
    public void Move(int from, int to)
    {
        Span<PackPiece> pieces = Writable;
        PackPiece moved = pieces[from];
        if (from < to)
        {
            pieces[(from + 1)..(to + 1)].CopyTo(pieces[from..]);
        }
        else
        {
            pieces[to..from].CopyTo(pieces[(to + 1)..]);
        }

        pieces[to] = moved;
    }

    /// <summary>A full array is doubled; one that is full on one side alone is centred if that frees much.</summary>
    private void MakeRoom()
    {
        int capacity = _pieces.Length - Count >= _pieces.Length / 4 ? _pieces.Length : checked(_pieces.Length * 2);
        int first = (capacity - Count) / 2;
        PackPiece[] target = capacity == _pieces.Length ? _pieces : GC.AllocateUninitializedArray<PackPiece>(capacity);
        Array.Copy(_pieces, _first, target, first, Count);
        _pieces = target;
        _first = first;
    }
}
