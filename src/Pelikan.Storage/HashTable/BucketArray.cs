using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Pelikan.Storage.Memory;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// The table's memory: 2^n head buckets, and behind them as many overflow buckets as the heap could ever need. The overflow
/// part is address space; it costs memory where chains reach it.
/// </summary>
internal sealed unsafe class BucketArray : IDisposable
{
    public const int BucketBytes = 64;

    private readonly NativeRegion _heads;
    private readonly NativeRegion _overflow;
    private readonly ulong _mask;
    private long _overflowUsed;

    /// <param name="bucketPower">Log2 of the number of head buckets.</param>
    /// <param name="overflowBuckets">How many overflow buckets there can be.</param>
    public BucketArray(int bucketPower, long overflowBuckets)
    {
        Heads = 1L << bucketPower;
        _mask = (ulong)Heads - 1;
        _heads = new NativeRegion(Heads * BucketBytes);
        OverflowMax = overflowBuckets;
        _overflow = new NativeRegion((overflowBuckets + 1) * BucketBytes);
    }

    public long Heads { get; }

    public long OverflowMax { get; }

    /// <summary>Overflow buckets given out.</summary>
    public long OverflowUsed => Volatile.Read(ref _overflowUsed);

    // SAFETY: the mask keeps the index inside the region.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketRef Head(ulong hash) => new((ulong*)_heads.Base + ((hash & _mask) * BucketRef.Slots));

    // SAFETY: the caller counts up to Heads.
    public BucketRef HeadAt(long index) => new((ulong*)_heads.Base + (index * BucketRef.Slots));

    // SAFETY: links are made from indexes that TakeOverflow returned.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketRef Overflow(long index) => new((ulong*)_overflow.Base + (index * BucketRef.Slots));

    /// <summary>An unused overflow bucket, all zero; 0 if none is left, which the sizing rules out.</summary>
    public long TakeOverflow()
    {
        long index = Interlocked.Increment(ref _overflowUsed);
        return index <= OverflowMax ? index : 0;
    }

    /// <summary>
    /// The heads are used densely by now: have the kernel put them into huge pages, as it finds time. Before, one item would make
    /// 2 MiB resident, and a thousand the whole of a large table.
    /// </summary>
    public void AdviseHugePages() => _heads.AdviseHugePages();

    /// <summary>Start loading the head bucket of a hash.</summary>
    // SAFETY: a prefetch never faults, and the address is inside the region.
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((ulong*)_heads.Base + ((hash & _mask) * BucketRef.Slots));
        }
    }

    public void Dispose()
    {
        _heads.Dispose();
        _overflow.Dispose();
    }
}
