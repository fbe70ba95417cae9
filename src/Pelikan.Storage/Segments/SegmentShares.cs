using System;
using System.Threading;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage.Segments;

/// <summary>
/// Who shares the pool. Partitions join and leave at any time; each time, every one's due is dealt anew, by weight, and all dues
/// together are the whole pool. docs/adr/0007-shared-segment-pool.md says why it is done so.
/// </summary>
internal sealed class SegmentShares
{
    /// <summary>A partition fills one segment while it frees another.</summary>
    public const int DueMin = 2;

    /// <summary>One segment in this many is left to partitions below their due.</summary>
    private const int HeadroomPart = 64;

    private readonly Lock _joining = new();
    private readonly int _count;
    private SegmentShare[] _members = [];
    private int _headroom;
    private int _asked;

    /// <param name="count">Segments of the pool.</param>
    public SegmentShares(int count) => _count = count;

    /// <summary>
    /// Free segments that only partitions below their due may take. 0 while there is one partition. In balance it costs nothing:
    /// nobody is beyond its due then, and so nobody is held back by it.
    /// </summary>
    public int Headroom => Volatile.Read(ref _headroom);

    /// <summary>Partitions that share the pool now, without those that are leaving.</summary>
    public int Count => CountOf(Members);

    private SegmentShare[] Members => Volatile.Read(ref _members);

    /// <summary>Deal a newcomer in.</summary>
    /// <exception cref="InvalidOperationException">The pool is too small for one more.</exception>
    public void Join(SegmentShare share)
    {
        lock (_joining)
        {
            SegmentShare[] members = [.. _members, share];
            int[] dues = DuesOf(members);
            if (IsTooSmall(members, dues))
            {
                throw new InvalidOperationException(
                    $"a pool of {_count} segments leaves fewer than {DueMin} for one of {CountOf(members)} partitions; " +
                    "take a larger heap, smaller segments or fewer partitions");
            }

            Deal(members, dues);
        }
    }

    /// <summary>
    /// Deal the others in anew, as though this one were gone. It goes on being asked for what it holds, which is beyond its due of 0: a
    /// writer that waits for memory in the middle of its turn must not wait for what this partition holds until the turn ends.
    /// </summary>
    public void Retire(SegmentShare share)
    {
        lock (_joining)
        {
            share.IsLeaving = true;
            Deal(_members, DuesOf(_members));
        }
    }

    /// <summary>Forget a partition that holds nothing.</summary>
    public void Leave(SegmentShare share)
    {
        lock (_joining)
        {
            share.IsLeaving = true;
            share.Due = 0;
            SegmentShare[] members = Array.FindAll(_members, other => other != share);
            Deal(members, DuesOf(members));
        }
    }

    /// <summary>Tell the owners of all partitions beyond their due that segments are short.</summary>
    /// <returns>Whether one of them evicts, so that segments will come.</returns>
    public bool TellExceeding()
    {
        bool evicts = false;
        foreach (SegmentShare share in Members)
        {
            if (share.IsExceeded && share.Holder is { } holder)
            {
                holder.Tell();
                evicts |= share.MayExceed;
            }
        }

        return evicts;
    }

    /// <summary>
    /// Have partitions beyond their due give up segments for one below it, in turn, until one has come back or all were asked.
    /// </summary>
    /// <param name="guard">The calling writer's guard.</param>
    /// <param name="freed">Whether a segment came back to the pool.</param>
    /// <returns>False if nobody was asked who evicts.</returns>
    public bool TryAsk(in EpochGuard guard, out bool freed)
    {
        SegmentShare[] members = Members;
        uint first = (uint)Interlocked.Increment(ref _asked);
        bool asked = false;
        freed = false;
        for (uint i = 0; i < members.Length && !freed; i++)
        {
            SegmentShare share = members[(int)((first + i) % (uint)members.Length)];
            if (share.IsExceeded && share.Holder is { } holder)
            {
                asked |= share.MayExceed;
                freed = holder.GiveUpOne(guard);
            }
        }

        return asked;
    }

    private static int CountOf(SegmentShare[] members)
    {
        int count = 0;
        foreach (SegmentShare share in members)
        {
            count += share.IsLeaving ? 0 : 1;
        }

        return count;
    }

    private static bool IsTooSmall(SegmentShare[] members, int[] dues)
    {
        for (int i = 0; i < members.Length; i++)
        {
            if (!members[i].IsLeaving && dues[i] < DueMin)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Segments for each: differences of rounded sums, so that together they are the pool.</summary>
    private int[] DuesOf(SegmentShare[] members)
    {
        long weights = 0;
        foreach (SegmentShare share in members)
        {
            weights += share.Weight;
        }

        if (weights == 0)
        {
            return new int[members.Length];
        }

        int[] dues = new int[members.Length];
        long before = 0;
        for (int i = 0; i < members.Length; i++)
        {
            long behind = before + members[i].Weight;
            dues[i] = (int)((_count * behind / weights) - (_count * before / weights));
            before = behind;
        }

        return dues;
    }

    private void Deal(SegmentShare[] members, int[] dues)
    {
        for (int i = 0; i < members.Length; i++)
        {
            members[i].Due = dues[i];
        }

        Volatile.Write(ref _headroom, CountOf(members) > 1 ? Math.Max(1, _count / HeadroomPart) : 0);
        Volatile.Write(ref _members, members);
        TellExceeding();
    }
}
