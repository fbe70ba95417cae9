using System;

namespace Pelikan.Node.Replay.Engines;

/// <summary>
/// A doubly linked list in one array, the most recent first. Place 0 is the ring's anchor: it comes before the first item and behind
/// the last. Places that were removed are linked through their next and used again.
/// </summary>
internal sealed class LruList
{
    private const int Anchor = 0;

    private Node[] _nodes = new Node[1024];
    private int _used = 1;
    private int _free;

    /// <summary>The least recent item's place; 0 if the list is empty.</summary>
    public int Last => _nodes[Anchor].Previous;

    public ref readonly LruItem this[int place] => ref _nodes[place].Item;

    /// <summary>Add as the most recent; returns its place.</summary>
    public int AddFirst(in LruItem item)
    {
        int place = _free;
        if (place == 0)
        {
            place = _used++;
            if (place == _nodes.Length)
            {
                Array.Resize(ref _nodes, 2 * _nodes.Length);
            }
        }
        else
        {
            _free = _nodes[place].Next;
        }

        _nodes[place].Item = item;
        LinkFirst(place);
        return place;
    }

    public void MoveToFront(int place)
    {
        Unlink(place);
        LinkFirst(place);
    }

    public void Remove(int place)
    {
        Unlink(place);
        _nodes[place].Next = _free;
        _free = place;
    }

    private void LinkFirst(int place)
    {
        int first = _nodes[Anchor].Next;
        _nodes[place].Previous = Anchor;
        _nodes[place].Next = first;
        _nodes[first].Previous = place;
        _nodes[Anchor].Next = place;
    }

    private void Unlink(int place)
    {
        _nodes[_nodes[place].Previous].Next = _nodes[place].Next;
        _nodes[_nodes[place].Next].Previous = _nodes[place].Previous;
    }

    private struct Node
    {
        public LruItem Item;
        public int Previous;
        public int Next;
    }
}
