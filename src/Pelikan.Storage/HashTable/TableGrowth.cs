using System;
using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.Items;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// Lengthens the row of heads with the number of items, by splitting one head after the other. Readers and writers go on meanwhile:
/// only writers of the one chain wait, for the few instructions in which its words are written. By the partition's owner alone.
/// </summary>
/// <remarks>
/// A split of head i at depth d: (1) the items whose next hash bit is set go to head i + 2^d, which nobody knows yet; those that stay
/// and do not fit in a head go to fresh overflow buckets. (2) Head i is locked, if nothing in its chain changed. (3) Its depth
/// is raised: from here on whoever looks for a moved item goes to the new head, and whoever began before and finds nothing
/// looks again. (4) Its words are written from the first slot to the last, each at its old place or nearer to the start, so
/// that none is overwritten before it stands in its new place; the lock is let go. (5) Its old overflow buckets keep their words until
/// every reader that may be inside has left its epoch.
/// </remarks>
internal sealed class TableGrowth
{
    /// <summary>Items a head has when the row is as long as it is to be: of 15 slots some are free, and few chains have a second bucket.</summary>
    public const int ItemsPerHead = 13;

    /// <summary>Heads split in one round, at most: a round ends, so that the owner can be told other things.</summary>
    private const int RoundMax = 4096;

    /// <summary>Heads whose items are loaded together: the keys decide where an item goes, and their cache misses overlap.</summary>
    private const int Batch = 8;

    /// <summary>From this attempt on a chain that others keep changing is locked first; its items are in the cache by then.</summary>
    private const int OptimisticMax = 8;

    /// <summary>Overflow buckets that may wait for readers before growth waits too.</summary>
    public const int RetiredMax = 1 << 16;

    private readonly BucketArray _buckets;
    private readonly PartitionSegments _segments;
    private readonly ulong _seed;
    private readonly Queue<(long Bucket, long Epoch)> _retired = [];
    private readonly List<ItemInfo> _staying = [];
    private readonly List<ItemInfo> _moving = [];
    private readonly List<long> _overflow = [];
    private readonly List<long> _added = [];

    /// <param name="buckets">The table's memory.</param>
    /// <param name="segments">Where the items are, whose keys decide.</param>
    /// <param name="seed">Of the key hash.</param>
    public TableGrowth(BucketArray buckets, PartitionSegments segments, ulong seed)
    {
        _buckets = buckets;
        _segments = segments;
        _seed = seed;
    }

    /// <summary>Grow towards the size for this many items. Inside an epoch, in which nothing read before is used after.</summary>
    /// <returns>Whether more is to be done.</returns>
    public bool Run(long items)
    {
        ReturnRetired();
        long wanted = Math.Min(_buckets.HeadsMax, items / ItemsPerHead);
        long end = Math.Min(wanted, _buckets.Heads + RoundMax);
        while (_buckets.Heads < end && _retired.Count < RetiredMax)
        {
            Prefetch(Math.Min(Batch, end - _buckets.Heads));
            for (int i = 0; i < Batch && _buckets.Heads < end; i++)
            {
                if (!TrySplit())
                {
                    return false;
                }
            }
        }

        return _buckets.Heads < wanted;
    }

    /// <summary>Give back whatever waits for readers. Nobody is at work, so none is held back.</summary>
    public void Settle()
    {
        ReturnRetired();
        Invariant.Require(_retired.Count == 0, "nobody reads a table that is being sealed");
    }

    /// <summary>The head that is split next: heads of a round are split in their order.</summary>
    private ulong NextHead(long ahead)
    {
        ulong added = (ulong)(_buckets.Heads + ahead);
        return added & ~(1UL << System.Numerics.BitOperations.Log2(added));
    }

    private void Prefetch(long heads)
    {
        for (long i = 0; i < heads; i++)
        {
            ChainCursor chain = new(_buckets, _buckets.HeadAt(NextHead(i)));
            while (chain.MoveNext())
            {
                if (chain.Info.IsItem)
                {
                    _segments.Memory.Prefetch(chain.Info);
                }
            }
        }
    }

    /// <summary>Split one head; false if there is no overflow bucket to be had.</summary>
    private bool TrySplit()
    {
        ulong index = NextHead(0);
        BucketRef head = _buckets.HeadAt(index);
        BucketRef added = _buckets.HeadAt((ulong)_buckets.Heads);
        SpinWait spin = default;
        for (int attempt = 0; ; attempt++)
        {
            uint version = head.ReadVersion(out int depth);
            bool locked = attempt >= OptimisticMax && (version & BucketRef.LockBit) == 0 && head.TryLock(version);
            if (locked || (attempt < OptimisticMax && (version & BucketRef.LockBit) == 0))
            {
                Sort(head, index, depth);
                bool filled = TryFill(_moving, out ItemInfo movedLast) & TryFill(_staying, out ItemInfo stayedLast);
                if (filled)
                {
                    WriteHead(added, _moving, movedLast);
                    added.WriteDepth(depth + 1);
                }

                if (filled && (locked || head.TryLock(version)))
                {
                    head.WriteDepth(depth + 1);
                    WriteHead(head, _staying, stayedLast);
                    head.Unlock(version);
                    break;
                }

                Undo();
                if (!filled)
                {
                    if (locked)
                    {
                        head.Unlock(version);
                    }

                    return false;
                }
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }

        _buckets.PublishHeads(_buckets.Heads + 1);
        Retire();
        return true;
    }

    /// <summary>Read a chain into those that stay and those that move, by the next bit of their hash.</summary>
    private void Sort(BucketRef head, ulong index, int depth)
    {
        _staying.Clear();
        _moving.Clear();
        _overflow.Clear();
        _added.Clear();
        ChainCursor chain = new(_buckets, head);
        while (chain.MoveNext())
        {
            if (chain.Link != 0)
            {
                _overflow.Add(chain.Link);
            }

            if (chain.Info.IsItem)
            {
                ulong hash = KeyHash.Of(_segments.Item(chain.Info).Key, _seed);
                (_buckets.IndexAt(hash, depth + 1) == index ? _staying : _moving).Add(chain.Info);
            }
        }
    }

    /// <summary>Put what does not fit in a head into overflow buckets; <paramref name="last"/> is the word of the head's last slot.</summary>
    private bool TryFill(List<ItemInfo> items, out ItemInfo last)
    {
        last = items.Count == BucketRef.HeadLast ? items[^1] : default;
        int rest = items.Count - (BucketRef.HeadLast - 1);
        if (rest <= 1)
        {
            return true;
        }

        // From the end of the chain to its start: the last bucket is the only one that is full of items and has no link.
        int end = items.Count;
        int take = rest <= BucketRef.OverflowSlots ? rest : ((rest - BucketRef.OverflowSlots - 1) % BucketRef.OverflowLast) + 2;
        while (end > BucketRef.HeadLast - 1)
        {
            long bucket = _buckets.Overflow.Take();
            if (bucket == 0)
            {
                return false;
            }

            _added.Add(bucket);
            for (int i = 0; i < take; i++)
            {
                _buckets.Overflow[bucket].Write(i, items[end - take + i]);
            }

            if (last.IsLink)
            {
                _buckets.Overflow[bucket].Write(BucketRef.OverflowLast, last);
            }

            last = ItemInfo.LinkTo(bucket);
            end -= take;
            take = BucketRef.OverflowLast;
        }

        return true;
    }

    /// <summary>In the order of the slots, the link last: readers rely on it.</summary>
    private static void WriteHead(BucketRef head, List<ItemInfo> items, ItemInfo last)
    {
        for (int i = 0; i < BucketRef.HeadLast - 1; i++)
        {
            head.Write(i + 1, i < items.Count ? items[i] : default);
        }

        head.Write(BucketRef.HeadLast, last);
    }

    /// <summary>Give back what was taken for a split that came to nothing.</summary>
    private void Undo()
    {
        foreach (long bucket in _added)
        {
            _buckets.Overflow.Return(bucket);
        }
    }

    private void Retire()
    {
        if (_overflow.Count == 0)
        {
            return;
        }

        long epoch = _segments.CloseEpoch();
        foreach (long bucket in _overflow)
        {
            _retired.Enqueue((bucket, epoch));
        }
    }

    private void ReturnRetired()
    {
        long safe = _segments.SafeEpoch();
        while (_retired.TryPeek(out (long Bucket, long Epoch) oldest) && oldest.Epoch <= safe)
        {
            _retired.Dequeue();
            _buckets.Overflow.Return(oldest.Bucket);
        }
    }
}
