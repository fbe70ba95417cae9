using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// The table's memory: 2^n head buckets, and behind them as many overflow buckets as the heap could ever need. The overflow
/// part is address space; it costs memory where chains reach it.
/// </summary>
internal sealed unsafe class BucketArray : IDisposable
{
    public const int BucketBytes = 64;

    /// <summary>Moves when <see cref="Save"/> writes something else.</summary>
    public const int ImageVersion = 1;

    private const int ImageStartBytes = 2 * sizeof(long);

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
        _heads = new NativeRegion(Heads * BucketBytes, hugePages: Heads * BucketBytes >= NativeRegion.Alignment);
        OverflowMax = overflowBuckets;
        _overflow = new NativeRegion((overflowBuckets + 1) * BucketBytes);
    }

    /// <summary>Take over a table of an earlier run.</summary>
    /// <param name="image">What <see cref="Save"/> wrote.</param>
    /// <param name="overflowBuckets">How many overflow buckets there can be.</param>
    public static BucketArray Load(SnapshotReader image, long overflowBuckets)
    {
        long heads = image.ReadWord();
        long overflowUsed = image.ReadWord();
        BucketArray buckets = new(BitOperations.Log2((ulong)heads), Math.Max(overflowBuckets, overflowUsed)) { _overflowUsed = overflowUsed };
        image.Read(buckets._heads, heads * BucketBytes);
        image.Read(buckets._overflow, (overflowUsed + 1) * BucketBytes);
        return buckets;
    }

    public long Heads { get; }

    /// <summary>Bytes that <see cref="Save"/> writes.</summary>
    public long ImageBytes => ImageStartBytes + ((Heads + OverflowUsed + 1) * BucketBytes);

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

    /// <summary>Start loading the head bucket of a hash.</summary>
    // SAFETY: a prefetch never faults, and the address is inside the region.
    public void Prefetch(ulong hash)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((ulong*)_heads.Base + ((hash & _mask) * BucketRef.Slots));
        }
    }

    /// <summary>Write down what the table holds. Nobody is at work.</summary>
    public void Save(SnapshotWriter image)
    {
        image.Append(Heads);
        image.Append(OverflowUsed);
        image.Append(_heads, Heads * BucketBytes);
        image.Append(_overflow, (OverflowUsed + 1) * BucketBytes);
    }

    public void Dispose()
    {
        _heads.Dispose();
        _overflow.Dispose();
    }
}
