using System;
using System.Threading;

namespace Pelikan.Storage.Segments;

/// <summary>Where writers append: the open segment of each lane of each TTL bucket.</summary>
internal sealed class OpenSegments
{
    /// <summary>One part in this of the partition's segments may be open at once; beyond that, neighbouring TTL buckets share.</summary>
    private const int OpenPart = 8;

    private readonly PartitionSegments _segments;
    private readonly TtlBuckets.TtlBuckets _buckets;
    private int _writers;
    private int _openCount;

    public OpenSegments(PartitionSegments segments, TtlBuckets.TtlBuckets buckets)
    {
        _segments = segments;
        _buckets = buckets;
    }

    public int LaneCount => _buckets.LaneCount;

    /// <summary>Whether so many segments are open that their unused ends would take too much of the heap.</summary>
    public bool IsCrowded =>
        Volatile.Read(ref _openCount) >= Math.Max(_buckets.LanesOfBucket, _segments.Share / OpenPart);

    /// <summary>The lane a thread appends in. Threads that write are spread evenly, in the order of their first write.</summary>
    public int LaneOf(int bucket, SegmentQueue queue, WriterState writer)
    {
        if (writer.Ordinal < 0)
        {
            writer.Ordinal = Interlocked.Increment(ref _writers) - 1;
        }

        return _buckets.LaneOf(bucket, queue, writer.Ordinal);
    }

    /// <summary>
    /// Append in a lane. False if the lane has no open segment with room; a full or flushed one is sealed on the way.
    /// </summary>
    public bool TryAppend(int lane, int size, long expiry, out int segment, out int offset)
    {
        segment = _buckets.Open(lane);
        offset = 0;
        if (segment == 0)
        {
            return false;
        }

        if (!_segments.IsFlushed(segment) && _segments.Headers[segment].TryAppend(size, _segments.SegmentBytes, expiry, out offset))
        {
            return true;
        }

        Seal(lane, segment);
        return false;
    }

    /// <summary>
    /// Append in the nearest TTL bucket's lane of the same queue and writers that has an open segment. False if there is none or it is
    /// full; a full or flushed one is sealed on the way, which makes room for one more.
    /// </summary>
    public bool TryAppendNear(int lane, int size, long expiry, out int segment, out int offset)
    {
        for (int step = _buckets.LanesOfBucket; step < LaneCount; step += _buckets.LanesOfBucket)
        {
            if (lane >= step && _buckets.Open(lane - step) != 0)
            {
                return TryAppend(lane - step, size, expiry, out segment, out offset);
            }

            if (lane + step < LaneCount && _buckets.Open(lane + step) != 0)
            {
                return TryAppend(lane + step, size, expiry, out segment, out offset);
            }
        }

        segment = 0;
        offset = 0;
        return false;
    }

    /// <summary>Append in any lane that has room; for a writer that finds no segment for its own.</summary>
    public bool TryBorrow(int size, long expiry, out int segment, out int offset)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            segment = _buckets.Open(lane);
            if (segment != 0
                && !_segments.IsFlushed(segment)
                && _segments.Headers[segment].TryAppend(size, _segments.SegmentBytes, expiry, out offset))
            {
                return true;
            }
        }

        segment = 0;
        offset = 0;
        return false;
    }

    /// <summary>Open a fresh segment in an empty lane; if another thread was faster, the fresh one goes back.</summary>
    public void Install(int lane, int segment)
    {
        _segments.Headers[segment].Open(
            _segments.Owner, _buckets.BucketOf(lane), lane, _segments.NextSequence(), _buckets.QueueOf(lane));
        if (_buckets.TryInstall(lane, segment))
        {
            Interlocked.Increment(ref _openCount);
        }
        else
        {
            _segments.GiveBack(segment);
        }
    }

    /// <summary>Take over an open segment of an earlier run: in the lane it had, or else sealed, where lanes are others now.</summary>
    public void Adopt(int segment)
    {
        ref SegmentHeader header = ref _segments.Headers[segment];
        bool fits = (uint)header.Lane < (uint)LaneCount
            && _buckets.BucketOf(header.Lane) == header.TtlBucket
            && _buckets.QueueOf(header.Lane) == header.Queue;
        if (fits && _buckets.TryInstall(header.Lane, segment))
        {
            Interlocked.Increment(ref _openCount);
        }
        else
        {
            _segments.Seal(segment);
        }
    }

    /// <summary>Seal a lane's segment, unless another thread did.</summary>
    public void Seal(int lane, int segment)
    {
        if (_buckets.TryDetach(lane, segment))
        {
            Interlocked.Decrement(ref _openCount);
            _segments.Seal(segment);
        }
    }

    /// <summary>Seal every open segment up to a sequence.</summary>
    public void SealUpTo(long sequence)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            int segment = _buckets.Open(lane);
            if (segment != 0 && _segments.Headers[segment].Sequence <= sequence)
            {
                Seal(lane, segment);
            }
        }
    }

    /// <summary>Seal open segments all of whose items have expired.</summary>
    public void SealExpired(Instant now)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            int segment = _buckets.Open(lane);
            if (segment != 0 && _segments.Headers[segment].Items > 0 && _segments.Headers[segment].NewestExpiry <= now.Milliseconds)
            {
                Seal(lane, segment);
            }
        }
    }

    /// <summary>Seal the open segment with the lowest sequence that holds anything.</summary>
    public void SealOldest()
    {
        int oldestLane = -1;
        int oldest = 0;
        long sequence = long.MaxValue;
        for (int lane = 0; lane < LaneCount; lane++)
        {
            int segment = _buckets.Open(lane);
            if (segment != 0 && _segments.Headers[segment].Items > 0 && _segments.Headers[segment].Sequence < sequence)
            {
                oldestLane = lane;
                oldest = segment;
                sequence = _segments.Headers[segment].Sequence;
            }
        }

        if (oldestLane >= 0)
        {
            Seal(oldestLane, oldest);
        }
    }
}
