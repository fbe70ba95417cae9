using System;
using System.Numerics;

namespace Pelikan.Storage.Packs;

/// <summary>
/// From the hash of a member to a number that the editor finds it by. Open addressing; what is taken out leaves a mark, and the table is
/// made anew when those and what is there fill half of it.
/// </summary>
internal sealed class PackIndex
{
    private const int SizeMin = 256;

    /// <summary>Kept from one use to the next; more only while it is needed.</summary>
    private const int SizeKeptMax = 256 * 1024;

    private const int Free = 0;
    private const int Gone = -1;

    private Place[] _places = new Place[SizeMin];
    private Place[] _spare = [];
    private int _size = SizeMin;
    private int _used;
    private int _held;

    /// <summary>Begin with nothing, and room for some more than <paramref name="count"/>.</summary>
    public void Begin(int count)
    {
        int size = Math.Max(SizeMin, (int)BitOperations.RoundUpToPowerOf2((uint)checked(count * 3)));
        if (_places.Length < size || (_places.Length > SizeKeptMax && size <= SizeKeptMax))
        {
            _places = new Place[size];
            _spare = [];
        }
        else
        {
            Array.Clear(_places, 0, size);
        }

        _size = size;
        _used = 0;
        _held = 0;
    }

    public void Add(uint hash, int id)
    {
        if ((_used + 1) * 2L > _size)
        {
            Rebuild();
        }

        int at = First(hash);
        while (_places[at].Mark > Free)
        {
            at = After(at);
        }

        _used += _places[at].Mark == Free ? 1 : 0;
        _held++;
        _places[at] = new Place(hash, id + 1);
    }

    public void Remove(uint hash, int id)
    {
        _places[PlaceOf(hash, id)] = new Place(0, Gone);
        _held--;
    }

    public void Change(uint hash, int id, int newId) => _places[PlaceOf(hash, id)] = new Place(hash, newId + 1);

    /// <summary>Where a search for a hash begins.</summary>
    public int First(uint hash) => (int)(hash & (uint)(_size - 1));

    /// <summary>The next number under a hash, from a place on; moves the place behind it. -1 if there is none.</summary>
    public int Next(uint hash, ref int at)
    {
        while (_places[at].Mark != Free)
        {
            Place met = _places[at];
            at = After(at);
            if (met.Hash == hash && met.Mark > Free)
            {
                return met.Mark - 1;
            }
        }

        return -1;
    }

    private int After(int at) => (at + 1) & (_size - 1);

    private int PlaceOf(uint hash, int id)
    {
        int at = First(hash);
        while (_places[at].Mark != id + 1 || _places[at].Hash != hash)
        {
            Invariant.Require(_places[at].Mark != Free, "what is taken out of an index is in it");
            at = After(at);
        }

        return at;
    }

    private void Rebuild()
    {
        Place[] old = _places;
        int oldSize = _size;
        _size = Math.Max(SizeMin, (int)BitOperations.RoundUpToPowerOf2((uint)checked((_held + 1) * 3)));
        _places = _spare.Length >= _size ? _spare : new Place[_size];
        _spare = old;
        Array.Clear(_places, 0, _size);
        _used = 0;
        _held = 0;
        for (int i = 0; i < oldSize; i++)
        {
            if (old[i].Mark > Free)
            {
                Add(old[i].Hash, old[i].Mark - 1);
            }
        }
    }

    /// <param name="Hash">Of the member.</param>
    /// <param name="Mark">Its number + 1, or <see cref="Free"/>, or <see cref="Gone"/>.</param>
    private readonly record struct Place(uint Hash, int Mark);
}
