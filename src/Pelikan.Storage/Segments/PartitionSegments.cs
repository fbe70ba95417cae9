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
    private readonly WriterState?[] _writers;
    private int _retiredHead;
    private int _held;
    private int _retired;
    private long _sequence;
    private long _flushed;

    public PartitionSegments(SegmentPool pool, Epoch epoch, int heldMax)
    {
        _pool = pool;
        _memory = pool.Memory;
        _epoch = epoch;
        HeldMax = heldMax;
        Owner = pool.NewOwner();
        _writers = new WriterState?[epoch.ParticipantsMax];
    }

    public int Owner { get; }

    /// <summary>The partition's share of the pool.</summary>
    public int HeldMax { get; }

    public int Held => Volatile.Read(ref _held);

    /// <summary>Segments that are drained and wait for their last readers to leave.</summary>
    public int Retired => Volatile.Read(ref _retired);

    public SegmentMemory Memory => _memory;

    public SegmentTable Headers => _pool.Headers;

    public int SegmentBytes => _pool.SegmentBytes;

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

    /// <summary>Take a segment if the share and the pool allow it and at least <paramref name="leave"/> of the share stays free; else 0.</summary>
    public int TryTake(int leave)
    {
        if (Interlocked.Increment(ref _held) <= HeldMax - leave)
        {
            int segment = _pool.TryTake();
            if (segment != 0)
            {
                return segment;
            }
        }

        Interlocked.Decrement(ref _held);
        return 0;
    }

    /// <summary>Give back a segment that no other thread has seen.</summary>
    public void GiveBack(int segment)
    {
        _pool.Return(segment);
        Interlocked.Decrement(ref _held);
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

    /// <summary>Put away a drained segment until its readers are gone.</summary>
    public void Retire(int segment)
    {
        Invariant.Require(Headers[segment].State == SegmentState.Draining, "only a drained segment is retired");
        Interlocked.Increment(ref _retired);
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
        _held = segments.Count;
        foreach (int segment in segments)
        {
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
