using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
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
    private readonly Evictor _evictor;
    private readonly TableGrowth _growth;
    private readonly Pressure _pressure;

    public Maintenance(PartitionSegments segments, OpenSegments open, Evictor evictor, TableGrowth growth, Pressure pressure)
    {
        _segments = segments;
        _open = open;
        _evictor = evictor;
        _growth = growth;
        _pressure = pressure;
    }

    private int FreeSegments => _segments.HeldMax - _segments.Held;

    public int Run(in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        _pressure.Lower();
        _open.SealExpired(guard.Now);
        int freed = Reclaim(guard, writer);
        _evictor.DropWorthless(int.MaxValue, _segments.SafeEpoch(), guard.Now, writer);
        freed += Reclaim(guard, writer);
        FinishFlush();
        for (int i = 0; i < EvictionsMax && FreeSegments + _segments.Retired < _pressure.Reserve; i++)
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

        if (_growth.Run(_segments.Sum(StorageMetric.ItemCurrent)))
        {
            // More is to be done than one round should: the next one follows at once.
            _pressure.Raise();
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

    /// <summary>Take back every segment on its way to the pool. Nobody else is at work, so none is held back by a reader.</summary>
    public void Settle(in EpochGuard guard)
    {
        Reclaim(guard, _segments.Writer(guard.Participant));
        _growth.Settle();
        Invariant.Require(_segments.Retired == 0, "nobody reads a store that is being sealed");
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            ref SegmentHeader header = ref _segments.Headers[segment];
            Invariant.Require(
                header.Owner != _segments.Owner || header.State is SegmentState.Open or SegmentState.Sealed,
                "nobody drains a segment of a store that is being sealed");
        }
    }

    private int Reclaim(in EpochGuard guard, WriterState writer)
    {
        // Nothing read before is used after: this thread must not hold back what it retired itself.
        guard.Participant.Renew();
        return _segments.ReclaimRetired(writer);
    }

    /// <summary>End a flush once no segment of its sequence is left. Dropping them is what the other steps do, wherever they find one.</summary>
    private void FinishFlush()
    {
        // A merge under way has a destination that the scan cannot place yet.
        long flushed = _segments.FlushedSequence;
        if (flushed == 0 || !_evictor.TryClaim())
        {
            return;
        }

        // A writer that was between two steps at the flush may have opened an older segment since.
        _open.SealUpTo(flushed);
        bool done = true;
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            // Drained is not enough: a reader may hold a word that leads here, and learns from the sequence that it is dead.
            ref SegmentHeader header = ref _segments.Headers[segment];
            done &= header.Owner != _segments.Owner || header.Sequence > flushed;
        }

        if (done)
        {
            _segments.EndFlush(flushed);
        }

        _evictor.Release();
    }
}
