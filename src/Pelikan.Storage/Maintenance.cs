using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage;

/// <summary>What a partition's owner does ahead of demand, so that workers need not. One thread at a time.</summary>
internal sealed class Maintenance
{
    /// <summary>Evictions of one round, at most: a round ends, so that the owner can be told other things.</summary>
    private const int EvictionsMax = 64;

    private readonly PartitionSegments _segments;
    private readonly OpenSegments _open;
    private readonly SegmentDrainer _drainer;
    private readonly Evictor _evictor;
    private readonly Pressure _pressure;

    public Maintenance(PartitionSegments segments, OpenSegments open, SegmentDrainer drainer, Evictor evictor, Pressure pressure)
    {
        _segments = segments;
        _open = open;
        _drainer = drainer;
        _evictor = evictor;
        _pressure = pressure;
    }

    private int FreeSegments => _segments.HeldMax - _segments.Held;

    public int Run(in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        _pressure.Lower();
        _open.SealExpired(guard.Now);
        int freed = Reclaim(guard, writer);
        DropExpired(guard, writer);
        FinishFlush(guard, writer);
        freed += Reclaim(guard, writer);
        for (int i = 0; i < EvictionsMax && FreeSegments < _pressure.Reserve; i++)
        {
            if (!_evictor.TryClaim())
            {
                break;
            }

            int evicted = _evictor.Evict(quick: false, guard.Now, writer);
            _evictor.Release();
            freed += Reclaim(guard, writer);
            if (evicted == 0)
            {
                break;
            }
        }

        return freed;
    }

    /// <summary>Return what the partition holds, in whatever state, when nobody uses it any more.</summary>
    public void ReturnEverything()
    {
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            if (_segments.Headers[segment].Owner == _segments.Owner)
            {
                _segments.GiveBack(segment);
            }
        }
    }

    private int Reclaim(in EpochGuard guard, WriterState writer)
    {
        // Nothing read before is used after: this thread must not hold back what it retired itself.
        guard.Participant.Renew();
        return _segments.ReclaimRetired(writer);
    }

    private void DropExpired(in EpochGuard guard, WriterState writer)
    {
        long safe = _segments.SafeEpoch();
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            if (_segments.IsSettled(segment, safe)
                && _segments.Headers[segment].NewestExpiry <= guard.Now.Milliseconds
                && _segments.TryClaim(segment, safe))
            {
                _drainer.Drain(segment, StorageMetric.ItemExpire, guard.Now, writer);
                writer.Counters.Increment((int)StorageMetric.SegmentExpire);
            }
        }
    }

    /// <summary>Drop what a flush declared dead. The flush is over when no segment of its sequence is left.</summary>
    private void FinishFlush(in EpochGuard guard, WriterState writer)
    {
        long flushed = _segments.FlushedSequence;
        if (flushed == 0 || !_evictor.TryClaim())
        {
            return;
        }

        // A writer that was between two steps at the flush may have opened an older segment since.
        _open.SealUpTo(flushed);

        long safe = _segments.SafeEpoch();
        bool done = true;
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            ref SegmentHeader header = ref _segments.Headers[segment];
            if (header.Owner != _segments.Owner || header.Sequence > flushed || header.State == SegmentState.Retired)
            {
                continue;
            }

            if (_segments.TryClaim(segment, safe))
            {
                _drainer.Drain(segment, StorageMetric.ItemFlush, guard.Now, writer);
                writer.Counters.Increment((int)StorageMetric.SegmentClear);
            }
            else
            {
                done = false;
            }
        }

        if (done)
        {
            _segments.EndFlush(flushed);
        }

        _evictor.Release();
    }
}
