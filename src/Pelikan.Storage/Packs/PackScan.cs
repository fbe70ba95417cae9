using System;

namespace Pelikan.Storage.Packs;

/// <summary>
/// A page of a scan over a set, a hash or a sorted set. The cursor is the lowest hash still to come, so that an element that is there
/// all the time is met at least once, whatever is added or removed between the pages. A pack without index is one page.
/// </summary>
public ref struct PackScan
{
    private readonly PackReader _pack;
    private readonly ulong _from;
    private readonly ulong _until;
    private readonly int _size;
    private readonly int _end;
    private int _place;
    private int _walked;

    internal PackScan(PackReader pack, ulong cursor, int count)
    {
        _pack = pack;
        Ordinal = -1;
        _size = pack.TableSize;
        if (_size == 0)
        {
            return;
        }

        // A cursor that nobody handed out ends the scan.
        _from = cursor;
        int first = cursor > uint.MaxValue ? _size : PackLayout.Home((uint)cursor, _size);
        long places = Math.Max(1, (long)count * _size / pack.Count);
        _end = (int)Math.Min(_size, first + places);
        _until = PackLayout.FirstHash(_end, _size);
        _place = first;
        _walked = first == _size ? _size : 0;
        Next = _end == _size ? 0 : _until;
    }

    /// <summary>The element reached.</summary>
    public int Ordinal { get; private set; }

    /// <summary>The cursor of the next page; 0 if this is the last.</summary>
    public ulong Next { get; }

    public bool MoveNext()
    {
        if (_size == 0)
        {
            Ordinal++;
            return Ordinal < _pack.Count;
        }

        while (_walked < _size)
        {
            int ordinal = _pack.AtPlace(_place % _size);

            // Behind the page's places come only those that found theirs taken; they end at the first free one.
            if (ordinal < 0 && _place >= _end)
            {
                _walked = _size;
                return false;
            }

            _place++;
            _walked++;
            if (ordinal >= 0)
            {
                uint hash = PackHash.Of(_pack.Member(ordinal), _pack.Seed);
                if (hash >= _from && hash < _until)
                {
                    Ordinal = ordinal;
                    return true;
                }
            }
        }

        return false;
    }
}
