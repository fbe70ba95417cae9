using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Restart;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// The table's memory: head buckets in one row that grows at its end, one head at a time (linear hashing: W. Litwin, VLDB 1980), and
/// the overflow buckets of full chains. The row's room to grow is address space; it costs memory once it is used.
/// <code>
///  heads     0 … i        i+1 … N-1     N … N+i
///  state     split        not yet       their new halves
///  hash bits d + 1        d             d + 1              N = 2^d heads of this round
/// </code>
/// Each head says by its own depth how many bits of a hash lead to it. So whoever computes a place from a length of the row that
/// is out of date arrives at the head that was split meanwhile, and goes on from there.
/// </summary>
internal sealed unsafe class BucketArray : IDisposable
{
    public const int HeadBytes = BucketRef.HeadSlots * sizeof(ulong);

    /// <summary>Moves when <see cref="Save"/> or <see cref="OverflowBuckets.Save"/> writes something else.</summary>
    public const int ImageVersion = 1;

    private const int ImageStartBytes = 2 * sizeof(long);

    private readonly NativeRegion _region;
    private readonly ulong* _words;
    private readonly ulong _initialHeads;
    private ulong _heads;
    private ulong _mask;

    /// <param name="headPower">Log2 of the number of heads to begin with.</param>
    /// <param name="headsMax">How many heads there can be.</param>
    /// <param name="overflowBuckets">How many overflow buckets there can be.</param>
    /// <param name="pages">What pages they lie in.</param>
    public BucketArray(int headPower, long headsMax, long overflowBuckets, HugePages pages = HugePages.Transparent)
        : this(1UL << headPower, 1L << headPower, headsMax, new OverflowBuckets(overflowBuckets, pages), pages)
    {
    }

    // SAFETY: as long as the region, which this object owns.
    private BucketArray(ulong initialHeads, long heads, long headsMax, OverflowBuckets overflow, HugePages pages)
    {
        _initialHeads = initialHeads;
        HeadsMax = Math.Max(headsMax, heads);

        // Huge pages pay here: a row is used from its start on without gaps.
        _region = new NativeRegion(HeadsMax * HeadBytes, pages);
        _words = (ulong*)_region.Base;
        Overflow = overflow;
        PublishHeads(heads);
    }

    /// <summary>Take over a table of an earlier run.</summary>
    /// <param name="image">What <see cref="Save"/> wrote.</param>
    /// <param name="headsMax">How many heads there can be.</param>
    /// <param name="overflowBuckets">How many overflow buckets there can be.</param>
    /// <param name="pages">What pages they lie in.</param>
    public static BucketArray Load(SnapshotReader image, long headsMax, long overflowBuckets, HugePages pages)
    {
        ulong initialHeads = (ulong)image.ReadWord();
        long heads = image.ReadWord();
        BucketArray buckets = new(initialHeads, heads, headsMax, OverflowBuckets.Load(image, overflowBuckets, pages), pages);
        image.Read(buckets._region, heads * HeadBytes);
        return buckets;
    }

    public long Heads => (long)Volatile.Read(ref _heads);

    public long HeadsMax { get; }

    public OverflowBuckets Overflow { get; }

    /// <summary>Bytes of all buckets that take memory.</summary>
    public long Bytes => (Heads * HeadBytes) + (Overflow.Touched * OverflowBuckets.BucketBytes);

    /// <summary>Bytes that <see cref="Save"/> writes.</summary>
    public long ImageBytes => ImageStartBytes + Overflow.ImageBytes + (Heads * HeadBytes);

    // SAFETY: indexes come from IndexOf, from a head's depth, or from a count up to HeadsMax.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketRef HeadAt(ulong index) => new(_words + (index * BucketRef.HeadSlots));

    /// <summary>The head that a hash leads to, and that head's depth, which the caller compares again after it found nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketRef Locate(ulong hash, out int depth)
    {
        ulong index = Estimate(hash);
        while (true)
        {
            BucketRef head = HeadAt(index);
            depth = head.ReadDepth();
            ulong actual = IndexAt(hash, depth);
            if (actual == index)
            {
                return head;
            }

            index = actual;
        }
    }

    /// <summary>Where a hash leads among heads that have been split this often.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong IndexAt(ulong hash, int depth) => hash & ((_initialHeads << depth) - 1);

    /// <summary>Start loading the head of a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash) => HeadAt(Estimate(hash)).PrefetchHead();

    /// <summary>Let the row end at <paramref name="heads"/>; all of them are complete.</summary>
    public void PublishHeads(long heads)
    {
        // Either may be seen before the other: the place computed from both is one that a split leads on from.
        Volatile.Write(ref _mask, BitOperations.RoundUpToPowerOf2((ulong)heads) - 1);
        Volatile.Write(ref _heads, (ulong)heads);
    }

    /// <summary>Write down what the table holds. Nobody is at work.</summary>
    public void Save(SnapshotWriter image)
    {
        image.Append((long)_initialHeads);
        image.Append(Heads);
        Overflow.Save(image);
        image.Append(_region, Heads * HeadBytes);
    }

    public void Dispose()
    {
        _region.Dispose();
        Overflow.Dispose();
    }

    /// <summary>The place by the length of the row as this thread sees it; never too far on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Estimate(ulong hash)
    {
        ulong heads = _heads;
        ulong mask = _mask;
        ulong index = hash & mask;
        ulong folded = index & (mask >> 1);

        // A conditional move: where the row ends between two powers of two, a branch would be mispredicted.
        return index < heads ? index : folded;
    }
}
