using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Merge eviction (NSDI'21 §4.4): consecutive segments of one TTL bucket are scanned in the order they were opened; items read
/// often for their size move to one destination, the others are dropped, the sources are retired.
/// Each survivor keeps its own expiry, and its CAS id if a client has seen it.
/// </summary>
internal sealed class SegmentMerger
{
    private const int Batch = 16;

    /// <summary>A destination this full takes no further segment; the paper's 5 % over the exact share.</summary>
    private const double StopSlack = 0.05;

    private readonly HashTable.HashTable _table;
    private readonly PartitionSegments _segments;
    private readonly SegmentDrainer _drainer;
    private readonly int _target;

    public SegmentMerger(HashTable.HashTable table, PartitionSegments segments, SegmentDrainer drainer, int target)
    {
        _table = table;
        _segments = segments;
        _drainer = drainer;
        _target = target;
    }

    /// <summary>Merge settled segments of one TTL bucket, given in their order; returns how many segments that frees.</summary>
    public int Merge(ReadOnlySpan<int> sources, long safeEpoch, Instant now, WriterState writer)
    {
        int destination = _segments.TryTake();
        if (destination == 0)
        {
            return 0;
        }

        OpenDestination(destination, sources);
        double ratio = 1.0 / Math.Min(_target, sources.Length);
        int stopAt = (int)(_segments.SegmentBytes * ((ratio * (Math.Min(_target, sources.Length) - 1)) + StopSlack));
        MergeCutoff cutoff = new(ratio, _segments.SegmentBytes);
        int merged = 0;
        foreach (int source in sources)
        {
            if (_segments.Headers[destination].Position >= stopAt)
            {
                break;
            }

            if (_segments.TryClaim(source, safeEpoch))
            {
                cutoff.BeginSegment();
                MoveSurvivors(source, destination, ref cutoff, now, writer);
                _segments.Retire(source);
                merged++;
            }
        }

        writer.Counters.Add((int)StorageMetric.SegmentMerge, merged);
        return merged - Close(destination);
    }

    /// <summary>The destination stands where the newest source stood, so that a flush of the sources is a flush of it.</summary>
    private void OpenDestination(int destination, ReadOnlySpan<int> sources)
    {
        long sequence = 0;
        foreach (int source in sources)
        {
            sequence = Math.Max(sequence, _segments.Headers[source].Sequence);
        }

        _segments.Headers[destination].Open(
            _segments.Owner, _segments.Headers[sources[0]].TtlBucket, SegmentHeader.NoLane, sequence);
    }

    /// <summary>Seal the destination, or give it back if nothing survived; returns how many segments it takes.</summary>
    private int Close(int destination)
    {
        if (_segments.Headers[destination].Items == 0)
        {
            _segments.GiveBack(destination);
            return 0;
        }

        _segments.Seal(destination);
        return 1;
    }

    private void MoveSurvivors(int source, int destination, ref MergeCutoff cutoff, Instant now, WriterState writer)
    {
        Span<int> offsets = stackalloc int[Batch];
        Span<ulong> hashes = stackalloc ulong[Batch];
        ref SegmentHeader header = ref _segments.Headers[source];
        double meanSize = (double)header.Position / Math.Max(1, header.Items);
        SegmentWalker walker = new(_segments, source);
        int scanned = 0;
        int count;
        while ((count = _drainer.NextBatch(ref walker, offsets, hashes)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                ItemRef item = new(_segments.Memory.Tail(source, offsets[i]));
                bool kept = TryKeep(source, offsets[i], hashes[i], item, destination, cutoff.Value, meanSize, now, writer);
                if (!kept)
                {
                    _drainer.Drop(source, offsets[i], hashes[i], StorageMetric.ItemEvict, now, writer);
                }

                // The dead between two items count as scanned: their room is what pays for the survivors.
                int end = offsets[i] + item.Size;
                cutoff.Count(end - scanned - item.Size, kept: false);
                cutoff.Count(item.Size, kept);
                scanned = end;
            }
        }
    }

    private bool TryKeep(
        int source, int offset, ulong hash, ItemRef item, int destination, double cutoff, double meanSize, Instant now, WriterState writer)
    {
        ulong location = ItemInfo.LocationOf(source, offset);
        ItemInfo info = _table.FindLocation(hash, location);
        if (info.IsEmpty || item.Expiry <= now || _segments.IsFlushed(source))
        {
            return false;
        }

        int frequency = FrequencyCounter.Count(info.Frequency);
        if (MergeCutoff.Score(frequency, item.Size, meanSize) <= cutoff)
        {
            return false;
        }

        // Twice at most: a copy that fails because a client has seen the CAS id meanwhile carries the id the second time.
        while (ItemCopier.TryCopy(_segments, info, item, item.Expiry, destination, out int copyOffset, out int copySize))
        {
            // The bytes are complete; the word goes out last. Its count begins again, so that old fame fades.
            if (_table.TryRelink(hash, location, new ItemInfo(info.Tag, 0, destination, copyOffset)))
            {
                writer.CountDead(source, item.Size);
                writer.Counters.Add((int)StorageMetric.ItemCurrentBytes, copySize - item.Size);
                writer.Counters.Increment((int)StorageMetric.ItemRelink);
                return true;
            }

            writer.CountDead(destination, copySize);
            if (_table.FindLocation(hash, location).IsEmpty)
            {
                return false;
            }

            item = _segments.Item(info);
        }

        return false;
    }
}
