using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage;

/// <summary>
/// What a partition's owner does ahead of demand, so that workers need not, one thread at a time; and what any thread does to get
/// a segment out of a partition that holds more than its share.
/// </summary>
internal sealed class Maintenance : IShareHolder
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

    public int Run(in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        _pressure.Lower();
        _open.SealExpired(guard.Now);
        int freed = Reclaim(guard, writer);
        if (_evictor.TryClaim())
        {
            _evictor.DropWorthless(guard.Now, writer);
            _evictor.Release();
        }

        freed += Reclaim(guard, writer);
        FinishFlush(guard.Now);
        for (int i = 0; i < EvictionsMax && _segments.AvailableSoon() < _pressure.Reserve; i++)
        {
            // Below the share, what others hold beyond theirs goes first.
            if (_segments.TryTellOthers() || !_evictor.TryClaim())
            {
                break;
            }

            bool gives = _segments.Excess > 0;
            int evicted = _evictor.Evict(quick: false, guard.Now, writer);
            _evictor.Release();
            CountGiven(gives, evicted, writer);
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

    public void Tell() => _pressure.Raise();

    public bool GiveUpOne(in EpochGuard guard)
    {
        // All of it as the evictor: a partition that is dropped closes by becoming its own evictor for good, and is touched by nobody then.
        if (!_evictor.TryClaim())
        {
            return false;
        }

        WriterState writer = _segments.Writer(guard.Participant);
        int freed = Reclaim(guard, writer);

        // As for a writer of this partition: beside a retired segment that waits for its readers, a second one would only wait too.
        if (freed == 0 && _segments.Retired == 0)
        {
            CountGiven(gives: true, _evictor.Evict(quick: true, guard.Now, writer), writer);
            freed = Reclaim(guard, writer);
        }

        _evictor.Release();
        return freed > 0;
    }

    /// <summary>Let no thread evict here any more, whoever asks. False while one does. Only once nobody else uses the partition.</summary>
    public bool TryClose() => _evictor.TryClaim();

    private static void CountGiven(bool gives, int evicted, WriterState writer)
    {
        if (gives)
        {
            writer.Counters.Add((int)StorageMetric.SegmentGiveUp, evicted);
        }
    }

    /// <summary>Take back every segment on its way to the pool. Nobody else is at work, so none is held back by a reader.</summary>
    public void Settle(in EpochGuard guard)
    {
        Reclaim(guard, _segments.Writer(guard.Participant));
        _growth.Settle();
        Invariant.Require(_segments.Retired == 0, "nobody reads a store that is being sealed");
        foreach (int segment in _segments.Own)
        {
            Invariant.Require(
                _segments.Headers[segment].State is SegmentState.Open or SegmentState.Sealed,
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
    private void FinishFlush(Instant now)
    {
        // A merge under way has a destination that the scan cannot place yet.
        long flushed = _segments.FlushedSequence;
        if (flushed == 0 || !_evictor.TryClaim())
        {
            return;
        }

        // A writer that was between two steps at the flush may have opened an older segment since.
        _open.SealUpTo(flushed);
        _evictor.SealDead(now);
        bool done = true;
        foreach (int segment in _segments.Own)
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
