using System;
using System.Threading;

namespace Pelikan.Storage.Segments;

/// <summary>
/// One partition's part of the pool: how many segments are its due, and how many it holds. The due changes whenever a
/// partition comes or goes; what is held follows by taking and giving back.
/// </summary>
internal sealed class SegmentShare
{
    private readonly SegmentPool _pool;
    private readonly int _weight;
    private IShareHolder? _holder;
    private int _due;
    private int _held;
    private bool _isLeaving;

    /// <param name="pool">The pool.</param>
    /// <param name="weight">At least 1: the part of this partition in relation to the others'.</param>
    /// <param name="mayExceed">
    /// Whether it takes more than its due while others leave theirs: only where it can give back, by evicting.
    /// </param>
    public SegmentShare(SegmentPool pool, int weight, bool mayExceed)
    {
        _pool = pool;
        _weight = weight;
        MayExceed = mayExceed;
    }

    /// <summary>0 from when the partition is leaving.</summary>
    public int Weight => IsLeaving ? 0 : _weight;

    /// <summary>The partition serves nobody any more: whatever it holds is beyond its due.</summary>
    public bool IsLeaving
    {
        get => Volatile.Read(ref _isLeaving);
        set => Volatile.Write(ref _isLeaving, value);
    }

    public bool MayExceed { get; }

    /// <summary>The fair share: segments that nobody else keeps from this partition for long. 0 once it has left.</summary>
    public int Due
    {
        get => Volatile.Read(ref _due);
        set => Volatile.Write(ref _due, value);
    }

    public int Held => Volatile.Read(ref _held);

    public bool IsExceeded => Held > Due;

    /// <summary>Who is told and asked when others are short of segments.</summary>
    public IShareHolder? Holder => Volatile.Read(ref _holder);

    /// <summary>From now on the partition can be told and asked.</summary>
    public void Connect(IShareHolder holder) => Volatile.Write(ref _holder, holder);

    /// <summary>
    /// Segments that a writer here may still take: what is missing of the due, or what the pool has beyond its headroom. Below 0
    /// where a partition beyond its due has to give back.
    /// </summary>
    /// <param name="retired">Of those held, the ones that are about to come back; they count as free.</param>
    /// <param name="returning">The same for the whole pool.</param>
    public int Available(int retired, int returning)
    {
        int free = _pool.Free + returning;
        int missing = Due - (Held - retired);
        int surplus = free - _pool.Headroom;
        return missing < 0
            ? surplus
            : Math.Max(Math.Min(missing, free), MayExceed ? surplus : 0);
    }

    /// <summary>Take a segment for a writer; 0 if the due is used up and nothing is to spare.</summary>
    /// <param name="leave">Segments of the due, and of the pool, that writers leave to merges.</param>
    public int TryTake(int leave)
    {
        // Counted before it is compared: of two that take the last one, at most one is within the due.
        bool within = Interlocked.Increment(ref _held) <= Due - leave;
        if (within || MayExceed)
        {
            int segment = _pool.TryTake(within ? leave : _pool.Headroom + leave);
            if (segment != 0)
            {
                return segment;
            }
        }

        Interlocked.Decrement(ref _held);
        return 0;
    }

    /// <summary>Take any free segment, for an eviction that gives back at least as many; 0 if the pool is empty.</summary>
    public int TryTakeToEvict()
    {
        int segment = _pool.TryTake(keep: 0);
        if (segment != 0)
        {
            Interlocked.Increment(ref _held);
        }

        return segment;
    }

    /// <summary>Segments of an earlier run are held from the start.</summary>
    public void CountAdopted(int segments) => Interlocked.Add(ref _held, segments);

    /// <summary>A segment has gone back to the pool.</summary>
    public void CountReturned() => Interlocked.Decrement(ref _held);
}
