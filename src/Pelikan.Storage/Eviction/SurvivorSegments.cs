using System;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Where survivors go: one open segment a TTL bucket that no writer knows, filled by one eviction, or one compaction, after another until
/// it is full, so that no room is left over. Used by the one thread that has claimed the evictor.
/// </summary>
internal sealed class SurvivorSegments
{
    /// <summary>
    /// So many may be open at once, one part in this of the partition's segments; beyond that TTL buckets share. A sixteenth for survivors
    /// of evictions, and one for the two queues of what is compacted.
    /// </summary>
    private const int OpenPart = 16;
    private const int OpenPartOfCompaction = 32;

    private readonly PartitionSegments _segments;
    private readonly SegmentQueue _queue;
    private readonly bool _keepsPlace;
    private readonly int[] _open = new int[TtlBuckets.TtlBuckets.Count];
    private int _openCount;

    /// <param name="segments">The partition's segments.</param>
    /// <param name="queue">The queue they stand in.</param>
    /// <param name="keepsPlace">Whether they stand where the newest of their sources stood, or else at the end of the line.</param>
    public SurvivorSegments(PartitionSegments segments, SegmentQueue queue, bool keepsPlace)
    {
        _segments = segments;
        _queue = queue;
        _keepsPlace = keepsPlace;
    }

    /// <summary>Segments taken from the pool so far.</summary>
    public int Taken { get; private set; }

    private int OpenMax => Math.Max(1, _segments.Share / (_keepsPlace ? OpenPartOfCompaction : OpenPart));

    /// <summary>Reserve room for a copy of an item.</summary>
    /// <param name="source">The segment the item comes from.</param>
    /// <param name="size">Bytes of the copy.</param>
    /// <param name="expiry">When it expires, in ms.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="offset">Where in it.</param>
    /// <returns>False if no segment has room and none can be had.</returns>
    public bool TryAppend(in SegmentSummary source, int size, long expiry, out int segment, out int offset)
    {
        int bucket = source.TtlBucket;
        if (TryAppendIn(bucket, source, size, expiry, out segment, out offset))
        {
            return true;
        }

        if (_open[bucket] == 0 && _openCount >= OpenMax && TryAppendNear(source, size, expiry, out segment, out offset))
        {
            return true;
        }

        return (TryOpen(source) && TryAppendIn(bucket, source, size, expiry, out segment, out offset))
            || TryAppendNear(source, size, expiry, out segment, out offset);
    }

    /// <summary>Whether an eviction finds a place for survivors of a segment.</summary>
    public bool HasRoom => _openCount > 0 || !_segments.IsPoolEmpty;

    /// <summary>Seal what a flush has killed or what has expired, so that it can be dropped.</summary>
    public void SealDead(Instant now)
    {
        for (int bucket = 0; bucket < _open.Length && _openCount > 0; bucket++)
        {
            int segment = _open[bucket];
            if (segment != 0 && (_segments.IsFlushed(segment) || _segments.Headers[segment].NewestExpiry <= now.Milliseconds))
            {
                Seal(bucket);
            }
        }
    }

    /// <summary>Seal segments with at least so many dead bytes.</summary>
    public void SealWithDead(long bytes)
    {
        for (int bucket = 0; bucket < _open.Length && _openCount > 0; bucket++)
        {
            int segment = _open[bucket];
            if (segment != 0 && _segments.Headers[segment].Position - _segments.LiveBytes(segment) >= bytes)
            {
                Seal(bucket);
            }
        }
    }

    public void SealAll()
    {
        for (int bucket = 0; bucket < _open.Length && _openCount > 0; bucket++)
        {
            if (_open[bucket] != 0)
            {
                Seal(bucket);
            }
        }
    }

    private bool TryAppendIn(int bucket, in SegmentSummary source, int size, long expiry, out int segment, out int offset)
    {
        segment = _open[bucket];
        offset = 0;
        if (segment == 0 || _segments.IsFlushed(segment))
        {
            return false;
        }

        // It counts as stored when its newest source was: an item must not outlive a flush by moving. The other way round no
        // flush can be lost on the older ones, as one that lies between two sources was declared before the later was settled.
        ref SegmentHeader header = ref _segments.Headers[segment];
        header.Sequence = Math.Max(header.Sequence, source.Sequence);
        if (!header.TryAppend(size, _segments.SegmentBytes, expiry, out offset))
        {
            return false;
        }

        if (_keepsPlace)
        {
            // Nothing leaves sooner than it would have.
            header.Order = Math.Max(header.Order, source.Order);
        }

        return true;
    }

    private bool TryOpen(in SegmentSummary source)
    {
        if (_open[source.TtlBucket] != 0)
        {
            Seal(source.TtlBucket);
        }

        int fresh = _segments.TryTake();
        if (fresh == 0)
        {
            return false;
        }

        ref SegmentHeader header = ref _segments.Headers[fresh];
        header.Open(_segments.Owner, source.TtlBucket, SegmentHeader.NoLane, source.Sequence, _queue);
        header.Order = _keepsPlace ? source.Order : _segments.NextSequence();
        _open[source.TtlBucket] = fresh;
        _openCount++;
        Taken++;
        return true;
    }

    /// <summary>Append in the open segment of the nearest TTL bucket that has room: expiry is each item's own, so that it is right there too.</summary>
    private bool TryAppendNear(in SegmentSummary source, int size, long expiry, out int segment, out int offset)
    {
        int bucket = source.TtlBucket;
        for (int distance = 1; distance < _open.Length && _openCount > 0; distance++)
        {
            if ((bucket + distance < _open.Length && TryAppendIn(bucket + distance, source, size, expiry, out segment, out offset))
                || (bucket >= distance && TryAppendIn(bucket - distance, source, size, expiry, out segment, out offset)))
            {
                return true;
            }
        }

        segment = 0;
        offset = 0;
        return false;
    }

    private void Seal(int bucket)
    {
        int segment = _open[bucket];
        _open[bucket] = 0;
        _openCount--;
        _segments.Seal(segment);
    }
}
