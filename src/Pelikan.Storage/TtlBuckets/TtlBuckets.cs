using System;
using System.Numerics;
using System.Threading;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.TtlBuckets;

/// <summary>
/// The paper's 1024 ranges of time to live, and the open segments of each. A TTL bucket decides only where an item lies:
/// items that die at about the same time share segments, and such a segment is dropped whole.
/// <code>
///  tier   width      times to live             bucket
///  1      8 s        below 2,048 s             ttl &gt;&gt; 3
///  2      128 s      to 32,767 s (9 h)         256 + (ttl &gt;&gt; 7)
///  3      2,048 s    to 524,287 s (6 d)        512 + (ttl &gt;&gt; 11)
///  4      32,768 s   to 8,388,607 s (97 d)     768 + (ttl &gt;&gt; 15)
///  longer, and never                           1023
/// </code>
/// </summary>
internal sealed class TtlBuckets
{
    public const int Count = 1024;

    private const int PerTier = 256;
    private const int TierShift = 4;
    private const int FirstWidthShift = 3;

    private readonly int[] _open;
    private readonly int _queues;

    /// <param name="lanes">Open segments of one bucket in one queue; a power of two.</param>
    /// <param name="queues">1, or 2 where items are stored in both queues.</param>
    public TtlBuckets(int lanes, int queues = 1)
    {
        Lanes = lanes;
        _queues = queues;
        _open = new int[Count * queues * lanes];
    }

    public int Lanes { get; }

    /// <summary>Lanes of one bucket, in all queues.</summary>
    public int LanesOfBucket => _queues * Lanes;

    /// <summary>All lanes of all queues of all buckets, in one row.</summary>
    public int LaneCount => _open.Length;

    /// <summary>The bucket of an item that is to live this long.</summary>
    public static int IndexOf(long ttlMilliseconds)
    {
        long seconds = Math.Max(0, ttlMilliseconds) / 1000;
        if (seconds >= 1L << (FirstWidthShift + 8 + (3 * TierShift)))
        {
            return Count - 1;
        }

        // Each tier spans 16 times the one before: 2^11, 2^15, 2^19 and 2^23 seconds.
        int bits = BitOperations.Log2((ulong)seconds | 1) + 1;
        int tier = Math.Max(0, (bits - (FirstWidthShift + 8) + TierShift - 1) / TierShift);
        return (tier * PerTier) + (int)(seconds >> (FirstWidthShift + (tier * TierShift)));
    }

    public int LaneOf(int bucket, SegmentQueue queue, int writer) =>
        (((bucket * _queues) + ((int)queue & (_queues - 1))) * Lanes) + (writer & (Lanes - 1));

    public int BucketOf(int lane) => lane / (_queues * Lanes);

    public SegmentQueue QueueOf(int lane) => (SegmentQueue)(lane / Lanes & (_queues - 1));

    /// <summary>The open segment of a lane; 0 if it has none.</summary>
    public int Open(int lane) => Volatile.Read(ref _open[lane]);

    /// <summary>Install an open segment in an empty lane.</summary>
    public bool TryInstall(int lane, int segment) => Interlocked.CompareExchange(ref _open[lane], segment, 0) == 0;

    /// <summary>Take a segment out of its lane. The one caller that succeeds seals it.</summary>
    public bool TryDetach(int lane, int segment) => Interlocked.CompareExchange(ref _open[lane], 0, segment) == segment;
}
