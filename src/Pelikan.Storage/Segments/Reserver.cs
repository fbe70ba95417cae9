using System.Threading;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage.Segments;

/// <summary>
/// Finds room for an item: in the lane's open segment, in a fresh one, in one that a partition beyond its share gives up, in one
/// freed by eviction here, or in another lane's. It may renew the caller's epoch, so a caller holds no view across it.
/// </summary>
internal sealed class Reserver
{
    /// <summary>
    /// How often a writer tries again before it reports that there is no space. Each try yields the core; the last ones sleep for a
    /// millisecond, because whoever evicts at the moment may have no core, and yielding does not help a thread of another core.
    /// </summary>
    private const int AttemptsMax = SleepFrom + 250;
    private const int SleepFrom = 2000;

    /// <summary>From this attempt on, room in another TTL bucket's segment is taken too.</summary>
    private const int BorrowFrom = 3;

    /// <summary>
    /// Below its share, a partition evicts nothing of its own while others hold more than theirs; from this attempt on it does,
    /// because whoever is to give up a segment over there may not have a core.
    /// </summary>
    private const int OwnFrom = 1000;

    private readonly PartitionSegments _segments;
    private readonly OpenSegments _open;
    private readonly Evictor _evictor;
    private readonly Pressure _pressure;

    /// <param name="segments">The partition's segments.</param>
    /// <param name="open">Its open segments.</param>
    /// <param name="evictor">Its evictor.</param>
    /// <param name="pressure">Told when few segments are free.</param>
    public Reserver(PartitionSegments segments, OpenSegments open, Evictor evictor, Pressure pressure)
    {
        _segments = segments;
        _open = open;
        _evictor = evictor;
        _pressure = pressure;
    }

    /// <summary>Reserve <paramref name="size"/> bytes for an item with this expiry. The size fits in a segment.</summary>
    /// <returns>False if there is no space to be had.</returns>
    public bool TryReserve(
        int size, Instant expiry, SegmentQueue queue, in EpochGuard guard, WriterState writer, out int segment, out int offset)
    {
        int bucket = TtlBuckets.TtlBuckets.IndexOf(expiry.Milliseconds - guard.Now.Milliseconds);
        int lane = _open.LaneOf(bucket, queue, writer);
        return _open.TryAppend(lane, size, expiry.Milliseconds, out segment, out offset)
            || TryReserveSlow(lane, size, expiry, guard, writer, out segment, out offset);
    }

    private bool TryReserveSlow(
        int lane, int size, Instant expiry, in EpochGuard guard, WriterState writer, out int segment, out int offset)
    {
        if (_open.IsCrowded && _open.TryAppendNear(lane, size, expiry.Milliseconds, out segment, out offset))
        {
            writer.Counters.Increment((int)StorageMetric.SegmentBorrow);
            return true;
        }

        writer.Counters.Increment((int)StorageMetric.SegmentRequest);
        SpinWait spin = default;
        int inVain = 0;
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            int fresh = _segments.TryTakeToWrite(_pressure.Spare);
            if (fresh != 0)
            {
                _open.Install(lane, fresh);
                _pressure.Check();
            }

            if (_open.TryAppend(lane, size, expiry.Milliseconds, out segment, out offset))
            {
                writer.Counters.Increment((int)StorageMetric.SegmentRequestSuccess);
                return true;
            }

            if (fresh == 0 && !TryFree(attempt, guard, writer, out bool exhausted))
            {
                if (attempt >= BorrowFrom && _open.TryBorrow(size, expiry.Milliseconds, out segment, out offset))
                {
                    writer.Counters.Increment((int)StorageMetric.SegmentBorrow);
                    return true;
                }

                // Twice in a row: between a look at the pool and one at the segments, the last of them may have come back.
                inVain = exhausted && !_segments.AreSomeReturning ? inVain + 1 : 0;

                // What is written to a partition that is being dropped is lost: a refusal says so, and waiting for it is in vain.
                if (attempt >= BorrowFrom && (_segments.IsLeaving || inVain > 1))
                {
                    break;
                }

                spin.SpinOnce(SleepFrom);
            }
        }

        writer.Counters.Increment((int)StorageMetric.SegmentRequestFailure);
        segment = 0;
        offset = 0;
        return false;
    }

    /// <summary>Make a segment free, or come nearer to it. True if one came back to the pool.</summary>
    /// <param name="attempt">How often it was tried before.</param>
    /// <param name="guard">The caller's epoch, which is renewed.</param>
    /// <param name="writer">The calling thread's state.</param>
    /// <param name="exhausted">Nothing can be freed: this thread has looked itself, where nothing live may be dropped.</param>
    private bool TryFree(int attempt, in EpochGuard guard, WriterState writer, out bool exhausted)
    {
        exhausted = false;

        // This thread holds no view here, so it must not be the one whose epoch keeps segments from coming back.
        guard.Participant.Renew();
        if (_segments.ReclaimRetired(writer) > 0)
        {
            return true;
        }

        if (attempt < OwnFrom && _segments.TryAskOthers(guard, out bool freed))
        {
            return freed;
        }

        // While a retired segment waits for its readers, a second one would only wait beside it.
        if (_segments.Retired == 0 && _evictor.TryClaim())
        {
            if (_evictor.Evict(quick: true, guard.Now, writer) > 0)
            {
                writer.Counters.Increment((int)StorageMetric.SegmentEvictInline);
            }
            else
            {
                exhausted = !_evictor.Evicts && !_evictor.MayFindMoreSoon;
            }

            _evictor.Release();
        }

        guard.Participant.Renew();
        return _segments.ReclaimRetired(writer) > 0;
    }
}
