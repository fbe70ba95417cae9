using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Goes through a claimed segment: live items that a sieve keeps move to survivors' segments, the others leave the table. Each
/// survivor keeps its key, value, flags and expiry, and its CAS id if a client has seen it.
/// </summary>
internal sealed class SegmentSifter
{
    private const int Batch = 16;

    private readonly HashTable.HashTable _table;
    private readonly PartitionSegments _segments;
    private readonly SegmentDrainer _drainer;

    public SegmentSifter(HashTable.HashTable table, PartitionSegments segments, SegmentDrainer drainer)
    {
        _table = table;
        _segments = segments;
        _drainer = drainer;
    }

    /// <summary>Sift a segment. What has no room among the survivors is dropped, unless the sieve keeps everything.</summary>
    /// <returns>How many items moved, and how many live ones are left where they were.</returns>
    public SiftResult Sift<TSieve>(
        in SegmentSummary source, ref TSieve sieve, SurvivorSegments survivors, Instant now, WriterState writer)
        where TSieve : struct, ISieve
    {
        Span<int> offsets = stackalloc int[Batch];
        Span<ulong> hashes = stackalloc ulong[Batch];
        SegmentWalker walker = new(_segments, source.Segment);
        SiftResult result = default;
        int scanned = 0;
        int count;
        while ((count = _drainer.NextBatch(ref walker, offsets, hashes)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                int size = new ItemRef(_segments.Memory.Tail(source.Segment, offsets[i])).Size;
                int moved = result.Moved;
                SiftItem(source, offsets[i], hashes[i], ref sieve, survivors, now, writer, ref result);

                // The dead between two items count as gone through: their room is what pays for the survivors.
                sieve.Count(offsets[i] - scanned, kept: false);
                sieve.Count(size, result.Moved > moved);
                scanned = offsets[i] + size;
            }
        }

        return result;
    }

    private void SiftItem<TSieve>(
        in SegmentSummary source,
        int offset,
        ulong hash,
        ref TSieve sieve,
        SurvivorSegments survivors,
        Instant now,
        WriterState writer,
        ref SiftResult result)
        where TSieve : struct, ISieve
    {
        ItemInfo info = _table.FindLocation(hash, ItemInfo.LocationOf(source.Segment, offset));
        if (info.IsEmpty)
        {
            return;
        }

        int reads = FrequencyCounter.Count(info.Frequency);
        bool live = _segments.IsLive(info, now);
        if (live
            && sieve.Keeps(reads, _segments.Item(info).Size)
            && TryMove(source, info, hash, sieve.ReadsLeft(reads), survivors, writer))
        {
            result.Moved++;
        }
        else if (live && sieve.KeepsAll)
        {
            result.Left += _table.FindLocation(hash, info.Location).IsEmpty ? 0 : 1;
        }
        else
        {
            StorageMetric reason = live ? StorageMetric.ItemEvict : StorageMetric.ItemFlush;
            if (_drainer.Drop(source.Segment, offset, hash, reason, now, writer) && live)
            {
                sieve.Dropped(hash);
            }
        }
    }

    /// <summary>Copy an item and point its slot to the copy. False if there is no room, or nothing links to it any more.</summary>
    private bool TryMove(
        in SegmentSummary source, ItemInfo info, ulong hash, int reads, SurvivorSegments survivors, WriterState writer)
    {
        // Twice at most: a copy that fails because a client has seen the CAS id meanwhile carries the id the second time.
        while (true)
        {
            ItemRef item = _segments.Item(info);
            int size = ItemCopier.SizeOf(item, item.Expiry);
            if (!survivors.TryAppend(source, size, item.Expiry.Milliseconds, out int segment, out int offset))
            {
                return false;
            }

            // The bytes are complete; the word goes out last.
            ItemCopier.Write(_segments, info, item, item.Expiry, ItemOptions.None, _segments.Memory.Tail(segment, offset));
            if (_table.TryRelink(hash, info.Location, new ItemInfo(info.Tag, reads, segment, offset)))
            {
                writer.CountDead(source.Segment, item.Size);
                writer.Counters.Add((int)StorageMetric.ItemCurrentBytes, size - item.Size);
                writer.Counters.Increment((int)StorageMetric.ItemRelink);
                return true;
            }

            writer.CountDead(segment, size);
            if (_table.FindLocation(hash, info.Location).IsEmpty)
            {
                return false;
            }
        }
    }
}
