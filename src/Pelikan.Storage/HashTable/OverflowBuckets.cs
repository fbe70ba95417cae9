using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// The buckets that lengthen full chains: as many as the heap could ever need, in one region. Untouched ones are address
/// space and no more. Buckets that growth made superfluous are used again; they form a stack, linked through their first word.
/// </summary>
internal sealed unsafe class OverflowBuckets : IDisposable
{
    public const int BucketBytes = BucketRef.OverflowSlots * sizeof(ulong);

    private const int ImageStartBytes = 3 * sizeof(long);
    private const int IndexBits = 33;
    private const ulong IndexMask = (1UL << IndexBits) - 1;

    private readonly NativeRegion _region;
    private long _touched;
    private long _inUse;

    // | count 31 | index 33 |: the count moves with every change, so that a stale head never fits again.
    private ulong _free;

    /// <param name="count">How many there can be.</param>
    /// <param name="pages">What pages they lie in.</param>
    public OverflowBuckets(long count, HugePages pages = HugePages.Transparent)
    {
        Max = Math.Min(count, ItemInfo.LinkMax);
        _region = new NativeRegion((Max + 1) * BucketBytes, pages);
    }

    /// <summary>Take over the buckets of an earlier run.</summary>
    /// <param name="image">What <see cref="Save"/> wrote.</param>
    /// <param name="count">How many there can be.</param>
    /// <param name="pages">What pages they lie in.</param>
    public static OverflowBuckets Load(SnapshotReader image, long count, HugePages pages)
    {
        long touched = image.ReadWord();
        OverflowBuckets buckets = new(Math.Max(count, touched), pages)
        {
            _touched = touched,
            _inUse = image.ReadWord(),
            _free = (ulong)image.ReadWord(),
        };
        image.Read(buckets._region, (touched + 1) * BucketBytes);
        return buckets;
    }

    public long Max { get; }

    /// <summary>Buckets given out and not given back.</summary>
    public long InUse => Volatile.Read(ref _inUse);

    /// <summary>Buckets that take memory: those ever given out.</summary>
    public long Touched => Math.Min(Max, Volatile.Read(ref _touched));

    /// <summary>Bytes that <see cref="Save"/> writes.</summary>
    public long ImageBytes => ImageStartBytes + ((Touched + 1) * BucketBytes);

    /// <summary>Indexes count from 1.</summary>
    // SAFETY: links are made from indexes that Take returned.
    public BucketRef this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new((ulong*)_region.Base + (index * BucketRef.OverflowSlots));
    }

    /// <summary>An unused bucket, all zero; 0 if none is left, which the sizing rules out.</summary>
    public long Take()
    {
        long index = Pop();
        if (index == 0)
        {
            index = Interlocked.Increment(ref _touched);
            if (index > Max)
            {
                return 0;
            }
        }

        Interlocked.Increment(ref _inUse);
        return index;
    }

    /// <summary>Give a bucket back that no thread can reach any more.</summary>
    // SAFETY: the first word of a bucket that came from Take.
    public void Return(long index)
    {
        Interlocked.Decrement(ref _inUse);
        ulong head;
        do
        {
            head = Volatile.Read(ref _free);
            Volatile.Write(ref *Word(index), head & IndexMask);
        }
        while (Interlocked.CompareExchange(ref _free, NextCount(head) | (ulong)index, head) != head);
    }

    /// <summary>Write down all buckets that were ever given out. Nobody is at work.</summary>
    public void Save(SnapshotWriter image)
    {
        image.Append(Touched);
        image.Append(InUse);
        image.Append((long)_free);
        image.Append(_region, (Touched + 1) * BucketBytes);
    }

    public void Dispose() => _region.Dispose();

    private static ulong NextCount(ulong head) => ((head >> IndexBits) + 1) << IndexBits;

    // SAFETY: the first word of a bucket that was given back, or by now given out again; it is in the region in either case.
    private long Pop()
    {
        while (true)
        {
            ulong head = Volatile.Read(ref _free);
            ulong index = head & IndexMask;
            if (index == 0)
            {
                return 0;
            }

            // Another thread may have taken it by now and written to it: then the head has moved, and what is read here is not used.
            ulong next = Volatile.Read(ref *Word((long)index)) & IndexMask;
            if (Interlocked.CompareExchange(ref _free, NextCount(head) | next, head) == head)
            {
                this[(long)index].ClearOverflow();
                return (long)index;
            }
        }
    }

    // SAFETY: the index came from Take; the first word of a bucket that nobody reaches.
    private ulong* Word(long index) => (ulong*)_region.Base + (index * BucketRef.OverflowSlots);
}
