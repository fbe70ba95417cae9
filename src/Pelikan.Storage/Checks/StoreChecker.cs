using System.Collections.Generic;
using System.Collections.Immutable;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Checks;

/// <summary>
/// Walks a whole partition: every chain and slot, every segment and item, every count and byte. Allocates freely; exact only
/// while no other thread is at work.
/// </summary>
internal sealed class StoreChecker
{
    private const int ProblemsMax = 100;

    private readonly PartitionSegments _segments;
    private readonly HashTable.HashTable _table;
    private readonly ulong _seed;
    private readonly ImmutableArray<string>.Builder _problems = ImmutableArray.CreateBuilder<string>();
    private readonly Dictionary<ulong, long> _linked = [];
    private readonly Dictionary<int, (int Items, long Bytes)> _live = [];
    private readonly HashSet<long> _overflowSeen = [];
    private long _bytes;

    private StoreChecker(PartitionSegments segments, HashTable.HashTable table, ulong seed)
    {
        _segments = segments;
        _table = table;
        _seed = seed;
    }

    public static StoreCheckResult Check(PartitionSegments segments, HashTable.HashTable table, ulong seed)
    {
        StoreChecker checker = new(segments, table, seed);
        for (long head = 0; head < table.Buckets.Heads; head++)
        {
            checker.CheckChain(head);
        }

        int held = checker.CheckSegments();
        checker.CheckCounters(held);
        return new StoreCheckResult(checker._linked.Count, checker._bytes, held, checker._problems.ToImmutable());
    }

    private void CheckChain(long head)
    {
        BucketRef bucket = _table.Buckets.HeadAt((ulong)head);
        if ((bucket.ReadVersion(out int depth) & BucketRef.LockBit) != 0)
        {
            Problem($"bucket {head} is locked, and nobody is at work");
        }

        HashSet<string> keys = [];
        ChainCursor chain = new(_table.Buckets, bucket);
        while (chain.MoveNext())
        {
            if (chain.Info.IsItem)
            {
                CheckSlot(head, depth, chain.Info, keys);
            }
            else if (chain.Info.IsLink)
            {
                Problem($"bucket {head} has a link in slot {chain.Slot}; links belong in the last slot");
            }

            if (chain.Link != 0 && (chain.Link > _table.Buckets.Overflow.Touched || !_overflowSeen.Add(chain.Link)))
            {
                Problem($"bucket {head} links to overflow bucket {chain.Link}, which is unused or in another chain too");
                return;
            }
        }
    }

    private void CheckSlot(long head, int depth, ItemInfo info, HashSet<string> keys)
    {
        ref SegmentHeader header = ref _segments.Headers[info.Segment];
        if (header.Owner != _segments.Owner || header.State is SegmentState.Free or SegmentState.Retired || info.Offset >= header.Position)
        {
            Problem($"bucket {head} links to segment {info.Segment} offset {info.Offset}, which holds no item (state {header.State})");
            return;
        }

        ItemRef item = _segments.Item(info);
        ulong hash = KeyHash.Of(item.Key, _seed);
        if (_table.Buckets.IndexAt(hash, depth) != (ulong)head || ItemInfo.TagOf(hash) != info.Tag)
        {
            Problem($"an item in bucket {head} belongs in another bucket or has another tag");
        }

        if (!keys.Add(System.Convert.ToHexString(item.Key)))
        {
            Problem($"bucket {head} has the key {System.Convert.ToHexString(item.Key)} twice");
        }

        if (!_linked.TryAdd(info.Location, head))
        {
            Problem($"two slots link to segment {info.Segment} offset {info.Offset}");
            return;
        }

        _bytes += item.Size;
        (int items, long bytes) = _live.GetValueOrDefault(info.Segment);
        _live[info.Segment] = (items + 1, bytes + item.Size);
    }

    private int CheckSegments()
    {
        int held = 0;
        int linkedSeen = 0;
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            ref SegmentHeader header = ref _segments.Headers[segment];
            if (header.Owner != _segments.Owner)
            {
                continue;
            }

            held++;
            linkedSeen += CheckWalk(segment);
            (int items, long bytes) = _live.GetValueOrDefault(segment);
            if (items != _segments.LiveItems(segment) || bytes != _segments.LiveBytes(segment))
            {
                Problem($"segment {segment} counts {_segments.LiveItems(segment)} live items of {_segments.LiveBytes(segment)} bytes; " +
                    $"the table links to {items} of {bytes} bytes");
            }
        }

        if (linkedSeen != _linked.Count)
        {
            Problem($"the table links to {_linked.Count} items; walking the segments meets {linkedSeen} of them");
        }

        return held;
    }

    /// <summary>Walk one segment; returns how many of its items the table links to.</summary>
    private int CheckWalk(int segment)
    {
        ref SegmentHeader header = ref _segments.Headers[segment];
        SegmentWalker walker = new(_segments, segment);
        int count = 0;
        int linked = 0;
        while (walker.MoveNext())
        {
            count++;
            ItemRef item = walker.Item;
            if (!_linked.ContainsKey(ItemInfo.LocationOf(segment, walker.Offset)))
            {
                continue;
            }

            linked++;
            if ((item.Options & ItemOptions.Dead) != 0)
            {
                Problem($"the table links to an item marked dead, segment {segment} offset {walker.Offset}");
            }

            if (item.Expiry.Milliseconds > header.NewestExpiry)
            {
                Problem($"segment {segment} says nothing lives beyond {header.NewestExpiry}; an item lives to {item.Expiry.Milliseconds}");
            }
        }

        if (count != header.Items)
        {
            Problem($"segment {segment} counts {header.Items} items; a walk meets {count}");
        }

        return linked;
    }

    private void CheckCounters(int held)
    {
        long[] sums = new long[(int)StorageMetric.Count];
        _segments.SumCounters(sums);
        Equal("item_current", sums[(int)StorageMetric.ItemCurrent], _linked.Count);
        Equal("item_current_bytes", sums[(int)StorageMetric.ItemCurrentBytes], _bytes);
        Equal("segments held", _segments.Held, held);
        Equal(
            "item_restore + hash_insert - hash_remove",
            sums[(int)StorageMetric.ItemRestore] + sums[(int)StorageMetric.HashInsert] - sums[(int)StorageMetric.HashRemove],
            _linked.Count);
    }

    private void Equal(string what, long counted, long found)
    {
        if (counted != found)
        {
            Problem($"{what} is counted as {counted} and found to be {found}");
        }
    }

    private void Problem(string problem)
    {
        if (_problems.Count < ProblemsMax)
        {
            _problems.Add(problem);
        }
    }
}
