using System;
using System.Runtime.CompilerServices;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Which queue a new copy of an item goes to. Under merge: the small one. Under s3fifo: where the present copy lies; without one, to the
/// main queue if the ghost remembers the key, else to the small one. Under every other policy there is only the main one.
/// </summary>
internal sealed class Admission
{
    private readonly HashTable.HashTable _table;
    private readonly PartitionSegments _segments;
    private readonly GhostTable? _ghost;
    private readonly SegmentQueue _queue;

    /// <param name="table">The partition's table.</param>
    /// <param name="segments">Its segments.</param>
    /// <param name="ghost">The ghost, under s3fifo.</param>
    /// <param name="queue">The queue, without a ghost.</param>
    public Admission(HashTable.HashTable table, PartitionSegments segments, GhostTable? ghost, SegmentQueue queue)
    {
        _table = table;
        _segments = segments;
        _ghost = ghost;
        _queue = queue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SegmentQueue QueueOf(scoped ReadOnlySpan<byte> key, ulong hash, WriterState writer) =>
        _ghost is null ? _queue : QueueOf(key, hash, _ghost, writer);

    private SegmentQueue QueueOf(scoped ReadOnlySpan<byte> key, ulong hash, GhostTable ghost, WriterState writer)
    {
        if (_table.TryFind(key, hash, writer, out SlotRef found, out ItemRef _))
        {
            return _segments.Headers[found.Info.Segment].Queue;
        }

        if (!ghost.TryTake(hash))
        {
            return SegmentQueue.Small;
        }

        writer.Counters.Increment((int)StorageMetric.ItemGhostHit);
        return SegmentQueue.Main;
    }
}
