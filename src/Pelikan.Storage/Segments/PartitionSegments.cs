using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.Segments;

/// <summary>
/// The segments one partition holds: taking them from the pool, sealing, claiming, retiring and giving them back, and the
/// sequence below which everything has been flushed.
/// </summary>
internal sealed class PartitionSegments
{
    private readonly SegmentPool _pool;
    private readonly SegmentMemory _memory;
    private readonly Epoch _epoch;
    private readonly SegmentShare _share;
    private readonly WriterState?[] _writers;
    private int _retiredHead;
    private int _retired;
    private long _sequence;
    private long _flushed;

    /// <param name="pool">The node's heap; the partition joins those that share it.</param>
    /// <param name="epoch">The node's epochs.</param>
    /// <param name="weight">The partition's part of the heap in relation to the others'.</param>
    /// <param name="mayExceed">Whether it may hold more than its share while there is to spare: only where it evicts.</param>
    /// <exception cref="InvalidOperationException">The pool is too small for one more partition.</exception>
    public PartitionSegments(SegmentPool pool, Epoch epoch, int weight, bool mayExceed)
    {
        _pool = pool;
        _memory = pool.Memory;
        _epoch = epoch;
        _share = new SegmentShare(pool, weight, mayExceed);
        pool.Shares.Join(_share);
        Own = new SegmentSet(pool.Count);
        Owner = pool.NewOwner();
        _writers = new WriterState?[epoch.ParticipantsMax];
    }

    public int Owner { get; }

    /// <summary>See <see cref="CasId"/>.</summary>
    public ulong CasSalt { get; init; }

    /// <summary>
    /// The partition's fair share of the pool at present, in segments. It may hold more while others leave theirs, and is then the
    /// first to give back.
    /// </summary>
    public int Share => _share.Due;

    public int Held => _share.Held;

    /// <summary>The partition is being dropped: nobody finds it any more, but for threads whose turn began before.</summary>
    public bool IsLeaving => _share.IsLeaving;

    /// <summary>Segments held beyond the share.</summary>
    public int Excess => Math.Max(0, Held - Share);

    /// <summary>The segments held: what a walk over the partition goes through.</summary>
    public SegmentSet Own { get; }

    /// <summary>Segments that are drained and wait for their last readers to leave.</summary>
    public int Retired => Volatile.Read(ref _retired);

    public SegmentMemory Memory => _memory;

    public SegmentTable Headers => _pool.Headers;

    public int SegmentBytes => _pool.SegmentBytes;

    /// <summary>Whether not even an eviction finds a segment to begin with.</summary>
    public bool IsPoolEmpty => _pool.Free == 0;

    /// <summary>Whether segments of any partition are on their way back to the pool.</summary>
    public bool AreSomeReturning => _pool.Returning > 0;

    /// <summary>Number of segments in the pool, this partition's and others'.</summary>
    public int PoolCount => _pool.Count;

    /// <summary>Items in segments of this sequence and below are dead; 0 while no flush is being finished.</summary>
    public long FlushedSequence => Volatile.Read(ref _flushed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ItemRef Item(HashTable.ItemInfo info) => _memory.Item(info);

    /// <summary>Whether an item may still be served.</summary>
    public bool IsLive(HashTable.ItemInfo info, Instant now) => !IsFlushed(info.Segment) && Item(info).Expiry > now;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFlushed(int segment)
    {
        long flushed = FlushedSequence;
        return flushed != 0 && Headers[segment].Sequence <= flushed;
    }

    /// <summary>The calling thread's own state here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WriterState Writer(EpochParticipant participant) => _writers[participant.Index] ?? AddWriter(participant.Index);

    public void SumCounters(Span<long> sums)
    {
        for (int i = 0; i < _epoch.Count; i++)
        {
            Volatile.Read(ref _writers[i])?.Counters.AddTo(sums);
        }
    }

    /// <summary>One counter over all threads.</summary>
    public long Sum(StorageMetric metric)
    {
        long sum = 0;
        for (int i = 0; i < _epoch.Count; i++)
        {
            sum += Volatile.Read(ref _writers[i])?.Counters.Read((int)metric) ?? 0;
        }

        return sum;
    }

    /// <summary>Items of a segment that are still in the table. Exact when no writer is at work.</summary>
    public int LiveItems(int segment)
    {
        int live = Headers[segment].Items;
        for (int i = 0; i < _epoch.Count; i++)
        {
            live -= Volatile.Read(ref _writers[i])?.DeadItems(segment) ?? 0;
        }

        return live;
    }

    /// <summary>Bytes of a segment that items still in the table take.</summary>
    public long LiveBytes(int segment)
    {
        long live = Headers[segment].Position;
        for (int i = 0; i < _epoch.Count; i++)
        {
            live -= Volatile.Read(ref _writers[i])?.DeadBytes(segment) ?? 0;
        }

        return live;
    }

    /// <summary>Take off from summaries of whole segments what every thread has counted as dead in them. One thread's counts after another's.</summary>
    public void SubtractDead(Span<Eviction.SegmentSummary> summaries)
    {
        for (int i = 0; i < _epoch.Count; i++)
        {
            if (Volatile.Read(ref _writers[i]) is not { } writer)
            {
                continue;
            }

            foreach (ref Eviction.SegmentSummary summary in summaries)
            {
                summary.LiveItems -= writer.DeadItems(summary.Segment);
                long dead = writer.DeadBytes(summary.Segment);
                summary.LiveBytes -= dead;
                summary.DeadBytes += dead;
            }
        }
    }

    /// <summary>Segments that a writer may take now; below 0 where the partition has to give back.</summary>
    public int Available() => _share.Available(retired: 0, returning: 0);

    /// <summary>The same, once every segment that waits for its readers has come back.</summary>
    public int AvailableSoon() => _share.Available(Retired, _pool.Returning);

    /// <summary>Take a segment for a writer; 0 if the share is used up and the pool has none to spare.</summary>
    /// <param name="leave">Segments that writers leave to merges.</param>
    public int TryTakeToWrite(int leave) => Taken(_share.TryTake(leave));

    /// <summary>Take any free segment, to evict with: whoever does gives back at least as many. 0 if there is none.</summary>
    public int TryTake() => Taken(_share.TryTakeToEvict());

    /// <summary>Give back a segment that no other thread has seen.</summary>
    public void GiveBack(int segment)
    {
        // Nothing of it is left here before another partition may have it.
        Own.Remove(segment);
        _share.CountReturned();
        _pool.Return(segment);
    }

    /// <summary>From now on others may ask for what is held beyond the share.</summary>
    public void Connect(IShareHolder holder) => _share.Connect(holder);

    /// <summary>
    /// Have partitions beyond their share give up segments, if this one is below its own. False if it is not, or if nobody can.
    /// </summary>
    public bool TryAskOthers(in EpochGuard guard, out bool freed)
    {
        freed = false;
        return Held < Share && _pool.Shares.TryAsk(guard, out freed);
    }

    /// <summary>Tell those beyond their share that this partition is below its own. False if it is not, or if none of them evicts.</summary>
    public bool TryTellOthers() => Held < Share && _pool.Shares.TellExceeding();

    /// <summary>Have no share any more; others may ask for all that is held.</summary>
    public void Retire() => _pool.Shares.Retire(_share);

    /// <summary>Take no part in the sharing any more. What is held comes back by <see cref="ReturnEverything"/>.</summary>
    public void Leave() => _pool.Shares.Leave(_share);

    /// <summary>Give back what is held, in whatever state. No thread uses the partition any more.</summary>
    public void ReturnEverything()
    {
        _pool.CountReturning(-Retired);
        _retired = 0;
        _retiredHead = 0;
        foreach (int segment in Own)
        {
            // The next partition that has the segment counts its dead in the same words.
            for (int i = 0; i < _epoch.Count; i++)
            {
                _writers[i]?.ResetDead(segment);
            }

            GiveBack(segment);
        }
    }

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Close a segment for good. Only by the thread that took it out of its lane, or never put it into one.</summary>
    public void Seal(int segment)
    {
        ref SegmentHeader header = ref Headers[segment];
        header.CloseTail();

        // Writers that reserved space before the close are in this epoch or an older one.
        header.EnterState(SegmentState.Sealed, _epoch.Advance());
    }

    /// <summary>Whether a segment is this partition's, sealed, and completely filled by its writers.</summary>
    public bool IsSettled(int segment, long safeEpoch)
    {
        ref SegmentHeader header = ref Headers[segment];
        return header.Owner == Owner && header.State == SegmentState.Sealed && header.StateEpoch <= safeEpoch;
    }

    /// <summary>Become the one thread that drains a settled segment.</summary>
    public bool TryClaim(int segment, long safeEpoch) =>
        IsSettled(segment, safeEpoch) && Headers[segment].TryChangeState(SegmentState.Sealed, SegmentState.Draining);

    /// <summary>Leave a claimed segment as it is: what is still in it has no room elsewhere. Any thread may claim it again.</summary>
    public void Unclaim(int segment)
    {
        bool was = Headers[segment].TryChangeState(SegmentState.Draining, SegmentState.Sealed);
        Invariant.Require(was, "only a claimed segment is left as it is");
    }

    /// <summary>Put away a drained segment until its readers are gone.</summary>
    public void Retire(int segment)
    {
        Invariant.Require(Headers[segment].State == SegmentState.Draining, "only a drained segment is retired");
        Interlocked.Increment(ref _retired);
        _pool.CountReturning(1);
        Headers[segment].EnterState(SegmentState.Retired, _epoch.Advance());
        PushRetired(segment);
    }

    /// <summary>Give retired segments that nobody can see any more back to the pool; returns how many.</summary>
    public int ReclaimRetired(WriterState writer)
    {
        int segment = Interlocked.Exchange(ref _retiredHead, 0);
        if (segment == 0)
        {
            return 0;
        }

        long safe = _epoch.SafeEpoch();
        int freed = 0;
        while (segment != 0)
        {
            int next = _pool.RetiredNext[segment];
            if (Headers[segment].StateEpoch <= safe)
            {
                Free(segment, writer);
                freed++;
            }
            else
            {
                PushRetired(segment);
            }

            segment = next;
        }

        return freed;
    }

    public long SafeEpoch() => _epoch.SafeEpoch();

    /// <summary>The epoch that must be safe before what was unlinked until now may be used again.</summary>
    public long CloseEpoch() => _epoch.Advance();

    /// <summary>Declare every segment up to a sequence dead.</summary>
    public void RaiseFlushed(long sequence)
    {
        long seen = FlushedSequence;
        while (seen < sequence)
        {
            long before = Interlocked.CompareExchange(ref _flushed, sequence, seen);
            if (before == seen)
            {
                break;
            }

            seen = before;
        }
    }

    /// <summary>
    /// A flush is finished: no segment of that sequence is left, and so no reader can hold a word that it read before. A newer
    /// flush stays.
    /// </summary>
    public void EndFlush(long sequence) => Interlocked.CompareExchange(ref _flushed, 0, sequence);

    /// <summary>The number of the newest segment opened.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Give back the overflow buckets that threads keep at hand. None of them is at work.</summary>
    public void ReturnSpares(HashTable.OverflowBuckets buckets)
    {
        foreach (WriterState? writer in _writers)
        {
            long spare = writer?.TakeOverflow() ?? 0;
            if (spare != 0)
            {
                buckets.Return(spare);
            }
        }
    }

    /// <summary>Take over the segments of an earlier run, whose headers and bytes are in place. Before anybody uses the partition.</summary>
    public void Adopt(PartitionRecord record, IReadOnlyList<int> segments)
    {
        _sequence = record.Sequence;
        _flushed = record.FlushedSequence;
        _share.CountAdopted(segments.Count);
        foreach (int segment in segments)
        {
            Own.Add(segment);
            Headers[segment].Owner = Owner;
        }
    }

    private void Free(int segment, WriterState writer)
    {
        int deadItems = 0;
        long deadBytes = 0;
        for (int i = 0; i < _epoch.Count; i++)
        {
            WriterState? other = Volatile.Read(ref _writers[i]);
            deadItems += other?.DeadItems(segment) ?? 0;
            deadBytes += other?.DeadBytes(segment) ?? 0;
            other?.ResetDead(segment);
        }

        writer.Counters.Add((int)StorageMetric.ItemDead, -deadItems);
        writer.Counters.Add((int)StorageMetric.ItemDeadBytes, -deadBytes);
        writer.Counters.Increment((int)StorageMetric.SegmentReturn);
        GiveBack(segment);
        Interlocked.Decrement(ref _retired);
        _pool.CountReturning(-1);
    }

    private int Taken(int segment)
    {
        if (segment != 0)
        {
            Own.Add(segment);
        }

        return segment;
    }

    private void PushRetired(int segment)
    {
        int head;
        do
        {
            head = Volatile.Read(ref _retiredHead);
            Volatile.Write(ref _pool.RetiredNext[segment], head);
        }
        while (Interlocked.CompareExchange(ref _retiredHead, segment, head) != head);
    }

    private WriterState AddWriter(int index)
    {
        WriterState writer = new(index, _pool.DeadOf(index));
        Volatile.Write(ref _writers[index], writer);
        return writer;
    }
}
