using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>Takes every item of a claimed segment out of the table, then retires the segment.</summary>
internal sealed class SegmentDrainer
{
    /// <summary>Items whose hash buckets are loaded together: the misses overlap.</summary>
    private const int Batch = 16;

    private readonly HashTable.HashTable _table;
    private readonly PartitionSegments _segments;
    private readonly ulong _seed;

    public SegmentDrainer(HashTable.HashTable table, PartitionSegments segments, ulong seed)
    {
        _table = table;
        _segments = segments;
        _seed = seed;
    }

    /// <summary>Drop a segment whole. Live items count as <paramref name="reason"/>, expired ones as expired.</summary>
    public void Drain(int segment, StorageMetric reason, Instant now, WriterState writer)
    {
        Span<int> offsets = stackalloc int[Batch];
        Span<ulong> hashes = stackalloc ulong[Batch];
        SegmentWalker walker = new(_segments, segment);
        int count;
        while ((count = NextBatch(ref walker, offsets, hashes)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                Drop(segment, offsets[i], hashes[i], reason, now, writer);
            }
        }

        _segments.Retire(segment);
    }

    /// <summary>The next items that are not known to be dead, their buckets on the way into the cache.</summary>
    public int NextBatch(ref SegmentWalker walker, scoped Span<int> offsets, scoped Span<ulong> hashes)
    {
        int count = 0;
        while (count < Batch && walker.MoveNext())
        {
            ItemRef item = walker.Item;
            if ((item.Options & ItemOptions.Dead) == 0)
            {
                offsets[count] = walker.Offset;
                hashes[count] = KeyHash.Of(item.Key, _seed);
                _table.Prefetch(hashes[count]);
                count++;
            }
        }

        return count;
    }

    /// <summary>Take one copy out of the table; false if it was not in any more.</summary>
    public bool Drop(int segment, int offset, ulong hash, StorageMetric reason, Instant now, WriterState writer)
    {
        if (!_table.TryRelink(hash, ItemInfo.LocationOf(segment, offset), default))
        {
            return false;
        }

        ItemRef item = new(_segments.Memory.Tail(segment, offset));
        int size = item.Size;
        writer.CountDead(segment, size);
        writer.Counters.Increment((int)(item.Expiry <= now ? StorageMetric.ItemExpire : reason));
        writer.Counters.Increment((int)StorageMetric.HashRemove);
        writer.Counters.Add((int)StorageMetric.ItemCurrent, -1);
        writer.Counters.Add((int)StorageMetric.ItemCurrentBytes, -size);
        return true;
    }
}
