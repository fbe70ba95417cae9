using System;
using Pelikan.Storage.Items;

namespace Pelikan.Storage.Segments;

/// <summary>Visits the items of a segment in order; the only walk there is. The segment is settled, or nobody writes.</summary>
internal ref struct SegmentWalker
{
    private readonly SegmentMemory _memory;
    private readonly int _segment;
    private readonly int _end;
    private int _next;

    public SegmentWalker(PartitionSegments segments, int segment)
    {
        _memory = segments.Memory;
        _segment = segment;
        _end = segments.Headers[segment].Position;
    }

    /// <summary>Bytes from the start of the segment.</summary>
    public int Offset { get; private set; }

    public readonly ItemRef Item => new(_memory.Tail(_segment, Offset));

    public bool MoveNext()
    {
        if (_next >= _end)
        {
            return false;
        }

        Offset = _next;
        int size = Item.Size;
        Invariant.Require(size <= _end - _next, "an item ends inside its segment");
        _next += size;
        return true;
    }
}
