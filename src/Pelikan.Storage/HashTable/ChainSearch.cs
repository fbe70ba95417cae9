using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.HashTable;

/// <summary>Looks through chains while others change them: for the slot of a key, or for the slot of one copy of an item.</summary>
/// <remarks>
/// A look-up that finds nothing looks twice if the chain changed meanwhile. A split moves what stays towards the start of its chain,
/// and each word is in its new place before its old one is overwritten: so what a first scan missed because it moved
/// is where a second scan meets it. Only a further split could move it again, and that shows in the depth.
/// </remarks>
internal sealed class ChainSearch
{
    private readonly BucketArray _buckets;
    private readonly SegmentMemory _memory;

    public ChainSearch(BucketArray buckets, SegmentMemory memory)
    {
        _buckets = buckets;
        _memory = memory;
    }

    /// <summary>Find the item of a key, live or not. Reads only. The caller is inside an epoch.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryFind(scoped ReadOnlySpan<byte> key, ulong hash, WriterState writer, out SlotRef found, out ItemRef item)
    {
        while (true)
        {
            BucketRef head = _buckets.Locate(hash, out int depth);
            uint version = head.ReadVersion(out int depthThen);
            if (depthThen != depth)
            {
                continue;
            }

            if (TryFindIn(head, key, hash, writer, out found, out item))
            {
                return true;
            }

            Volatile.ReadBarrier();
            if ((version & BucketRef.LockBit) == 0 && head.ReadVersion() == version)
            {
                return false;
            }

            if (TryFindIn(head, key, hash, writer, out found, out item))
            {
                return true;
            }

            Volatile.ReadBarrier();
            if (head.ReadDepth() == depth)
            {
                return false;
            }
        }
    }

    /// <summary>The slot of one copy of an item; nothing if no slot leads to it.</summary>
    public SlotRef FindSlot(ulong hash, ulong location)
    {
        while (true)
        {
            BucketRef head = _buckets.Locate(hash, out int depth);
            SlotRef found = FindSlotIn(head, location);
            if (!found.Exists)
            {
                found = FindSlotIn(head, location);
            }

            if (found.Exists || head.ReadDepth() == depth)
            {
                return found;
            }
        }
    }

    /// <summary>Look through one chain once.</summary>
    private bool TryFindIn(
        BucketRef head, scoped ReadOnlySpan<byte> key, ulong hash, WriterState writer, out SlotRef found, out ItemRef item)
    {
        ulong tag = ItemInfo.TagOf(hash);
        BucketRef bucket = head;
        uint matches = head.MatchHead(tag);
        int lastSlot = BucketRef.HeadLast;
        while (true)
        {
            for (; matches != 0; matches &= matches - 1)
            {
                int slot = BitOperations.TrailingZeroCount(matches);
                ItemInfo info = bucket.Read(slot);
                if (info.Tag != tag || !info.IsItem)
                {
                    continue;
                }

                item = _memory.Item(info);
                if (item.KeyEquals(key))
                {
                    found = new SlotRef(head, bucket, slot, info);
                    return true;
                }

                writer.Counters.Increment((int)StorageMetric.HashTagCollision);
            }

            // Read after the match: an item that a growing chain moved meanwhile is found behind the link.
            Volatile.ReadBarrier();
            ItemInfo last = bucket.Read(lastSlot);
            if (!last.IsLink)
            {
                found = default;
                item = default;
                return false;
            }

            bucket = _buckets.Overflow[last.LinkIndex];
            lastSlot = BucketRef.OverflowLast;
            matches = bucket.MatchOverflow(tag);
        }
    }

    private SlotRef FindSlotIn(BucketRef head, ulong location)
    {
        ChainCursor chain = new(_buckets, head);
        while (chain.MoveNext())
        {
            if (chain.Info.IsItem && chain.Info.Location == location)
            {
                return new SlotRef(head, chain.Bucket, chain.Slot, chain.Info);
            }
        }

        return default;
    }
}
