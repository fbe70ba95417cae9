using System;
using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.Segments;

/// <summary>
/// The node's heap, cut into segments of equal size, and the stack of free ones. Partitions take and return segments while
/// the node runs. Lock-free.
/// </summary>
public sealed class SegmentPool : IDisposable
{
    public const int SegmentBytesMax = 8 * 1024 * 1024;

    // The stack: the head holds a segment and a count that every change moves, so that a stale head never fits again.
    private readonly int[] _next;
    // What each thread counts of the segments' dead, in whichever partition they are: made when a thread first writes.
    private readonly Lock _growing = new();
    private long[]?[] _dead = [];
    private ulong _head;
    private int _free;
    private int _owners;

    /// <param name="heapBytes">A multiple of <paramref name="segmentBytes"/>.</param>
    /// <param name="segmentBytes">At most <see cref="SegmentBytesMax"/>, a multiple of 8.</param>
    /// <param name="guarded">Whether an access behind the heap is to crash at once: for tests.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size outside these bounds.</exception>
    public SegmentPool(long heapBytes, int segmentBytes, bool guarded = false)
        : this(heapBytes, segmentBytes, bytes => new NativeRegion(bytes, hugePages: true, guarded))
    {
    }

    /// <param name="file">Holds the heap; outlives the pool.</param>
    /// <exception cref="HeapFileException">The system does not map it.</exception>
    public SegmentPool(HeapFile file)
        : this(file.Shape.HeapBytes, file.Shape.SegmentBytes, _ => file.MapHeap())
    {
    }

    private SegmentPool(long heapBytes, int segmentBytes, Func<long, NativeRegion> makeHeap)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segmentBytes, SegmentBytesMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(segmentBytes % 8, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(heapBytes, segmentBytes);
        long count = heapBytes / segmentBytes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ItemInfo.SegmentMax);
        Count = (int)count;
        SegmentBytes = segmentBytes;
        Headers = new SegmentTable(Count);
        Memory = new SegmentMemory(Count, segmentBytes, makeHeap((long)Count * segmentBytes));
        _next = new int[Count + 1];
        RetiredNext = new int[Count + 1];
        for (int segment = Count; segment > 0; segment--)
        {
            Return(segment);
        }
    }

    public int Count { get; }

    public int SegmentBytes { get; }

    /// <summary>Segments that no partition holds.</summary>
    public int Free => Volatile.Read(ref _free);

    internal SegmentTable Headers { get; }

    internal SegmentMemory Memory { get; }

    /// <summary>The links of the partitions' lists of retired segments: a segment is in one list at most.</summary>
    internal int[] RetiredNext { get; }

    public void Dispose()
    {
        Headers.Dispose();
        Memory.Dispose();
    }

    /// <summary>A number that no other partition of this pool has or had.</summary>
    internal int NewOwner() => Interlocked.Increment(ref _owners);

    /// <summary>One word for each segment, for one thread's account of the dead in it. Called once for a thread and partition.</summary>
    internal long[] DeadOf(int participant)
    {
        lock (_growing)
        {
            if (participant >= _dead.Length)
            {
                Array.Resize(ref _dead, participant + 1);
            }

            return _dead[participant] ??= new long[Count + 1];
        }
    }

    /// <summary>The dead of a segment by all threads' account, in one word. Exact while nobody is at work.</summary>
    internal long SumOfDead(int segment)
    {
        long sum = 0;
        foreach (long[]? dead in _dead)
        {
            sum += dead?[segment] ?? 0;
        }

        return sum;
    }

    /// <summary>Count as free what no header says is a partition's. Before anybody uses the pool.</summary>
    internal void FindFree()
    {
        _head = 0;
        _free = 0;
        for (int segment = Count; segment > 0; segment--)
        {
            if (Headers[segment].Owner == 0)
            {
                Return(segment);
            }
        }
    }

    /// <summary>Take a free segment; 0 if there is none.</summary>
    internal int TryTake()
    {
        while (true)
        {
            ulong head = Volatile.Read(ref _head);
            int segment = (int)(uint)head;
            if (segment == 0)
            {
                return 0;
            }

            ulong count = (head >> 32) + 1;
            ulong next = (count << 32) | (uint)Volatile.Read(ref _next[segment]);
            if (Interlocked.CompareExchange(ref _head, next, head) == head)
            {
                Interlocked.Decrement(ref _free);
                return segment;
            }
        }
    }

    /// <summary>Give a segment back. Nobody can reach anything in it any more.</summary>
    internal void Return(int segment)
    {
        ref SegmentHeader header = ref Headers[segment];
        header.Generation++;
        header.Owner = 0;
        header.State = SegmentState.Free;
        while (true)
        {
            ulong head = Volatile.Read(ref _head);
            Volatile.Write(ref _next[segment], (int)(uint)head);
            ulong count = (head >> 32) + 1;
            if (Interlocked.CompareExchange(ref _head, (count << 32) | (uint)segment, head) == head)
            {
                Interlocked.Increment(ref _free);
                return;
            }
        }
    }
}
