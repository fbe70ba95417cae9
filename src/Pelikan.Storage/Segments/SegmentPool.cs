using System;
using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.Segments;

/// <summary>
/// The node's heap, cut into segments of equal size, and the free ones: a stack of those that came back, and behind it those never
/// used. Partitions come and go, take and return segments while the node runs. Taking and returning are lock-free.
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
    private int _fresh;
    private int _free;
    private int _returning;
    private int _owners;

    /// <param name="heapBytes">A multiple of <paramref name="segmentBytes"/>.</param>
    /// <param name="segmentBytes">At most <see cref="SegmentBytesMax"/>, a multiple of 8.</param>
    /// <param name="guarded">Whether an access behind the heap is to crash at once: for tests.</param>
    /// <param name="pages">Which pages the heap lies in.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size outside these bounds.</exception>
    /// <exception cref="InsufficientMemoryException">The system does not give that much memory.</exception>
    public SegmentPool(long heapBytes, int segmentBytes, bool guarded = false, HugePages pages = HugePages.Transparent)
        : this(heapBytes, segmentBytes, pages, bytes => new NativeRegion(bytes, pages, guarded))
    {
    }

    /// <param name="file">Holds the heap; outlives the pool.</param>
    /// <param name="pages">Which pages the heap lies in, as far as the file system has a choice.</param>
    /// <exception cref="HeapFileException">The system does not map it.</exception>
    public SegmentPool(HeapFile file, HugePages pages = HugePages.Transparent)
        : this(file.Shape.HeapBytes, file.Shape.SegmentBytes, pages, _ => file.MapHeap(pages))
    {
    }

    private SegmentPool(long heapBytes, int segmentBytes, HugePages pages, Func<long, NativeRegion> makeHeap)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segmentBytes, SegmentBytesMax);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(segmentBytes % 8, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(heapBytes, segmentBytes);
        long count = heapBytes / segmentBytes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ItemInfo.SegmentMax);
        Count = (int)count;
        Pages = pages;
        SegmentBytes = segmentBytes;
        Headers = new SegmentTable(Count);
        Memory = new SegmentMemory(Count, segmentBytes, makeHeap((long)Count * segmentBytes));
        Shares = new SegmentShares(Count);
        _next = new int[Count + 1];
        RetiredNext = new int[Count + 1];
        _free = Count;
    }

    public int Count { get; }

    public int SegmentBytes { get; }

    /// <summary>Which pages the heap lies in.</summary>
    public HugePages Pages { get; }

    /// <summary>Segments that no partition holds.</summary>
    public int Free => Volatile.Read(ref _free);

    /// <summary>Partitions that share the pool now.</summary>
    public int Partitions => Shares.Count;

    /// <summary>Free segments that only partitions below their fair share may take.</summary>
    internal int Headroom => Shares.Headroom;

    /// <summary>Segments that are drained and wait for their last readers, in all partitions.</summary>
    internal int Returning => Volatile.Read(ref _returning);

    internal SegmentShares Shares { get; }

    internal SegmentTable Headers { get; }

    internal SegmentMemory Memory { get; }

    /// <summary>The links of the partitions' lists of retired segments: a segment is in one list at most.</summary>
    internal int[] RetiredNext { get; }

    /// <summary>
    /// Have memory behind the whole heap now, so that no write waits for the kernel to find some. Before the first partition joins.
    /// </summary>
    /// <param name="threads">Threads that share the work.</param>
    /// <exception cref="InsufficientMemoryException">The system has not that much memory.</exception>
    public void Prefault(int threads) => Memory.Prefault(threads);

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
        _free = 0;
        _fresh = Count;
        for (int segment = Count; segment > 0; segment--)
        {
            if (Headers[segment].Owner == 0)
            {
                Return(segment);
            }
        }
    }

    /// <summary>Count segments that wait for their last readers.</summary>
    internal void CountReturning(int change) => Interlocked.Add(ref _returning, change);

    /// <summary>Take a free segment if at least <paramref name="keep"/> stay free; else 0.</summary>
    internal int TryTake(int keep)
    {
        // The count goes down before a segment is taken and up after one is returned: who lowers it has one for sure.
        int free = Volatile.Read(ref _free);
        while (true)
        {
            if (free <= keep)
            {
                return 0;
            }

            int seen = Interlocked.CompareExchange(ref _free, free - 1, free);
            if (seen == free)
            {
                break;
            }

            free = seen;
        }

        if (free <= Headroom)
        {
            Shares.TellExceeding();
        }

        int segment;
        do
        {
            segment = TryPop();
            if (segment == 0)
            {
                segment = TryTakeFresh();
            }
        }
        while (segment == 0);
        return segment;
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

    /// <summary>A segment that was in use before, whose memory is there already; 0 if there is none.</summary>
    private int TryPop()
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
                return segment;
            }
        }
    }

    /// <summary>The next segment that never was in use, so that a start touches no memory of the heap; 0 if there is none.</summary>
    private int TryTakeFresh()
    {
        int fresh = Volatile.Read(ref _fresh);
        while (fresh < Count)
        {
            int seen = Interlocked.CompareExchange(ref _fresh, fresh + 1, fresh);
            if (seen == fresh)
            {
                return fresh + 1;
            }

            fresh = seen;
        }

        return 0;
    }
}
