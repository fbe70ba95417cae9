using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// From key to item: the paper's bulk-chaining table, of 128-byte heads. Readers never wait. A writer scans a chain,
/// locks its head against the version it scanned under, changes one slot and lets go; where the version moved
/// in between, it scans again. So the scan is not under the lock, and the lock covers a few instructions.
/// </summary>
internal sealed class HashTable : IDisposable
{
    /// <summary>
    /// How often a reader of CAS ids looks whether a chain is unlocked, yielding its core in between; behind that the id it tells
    /// may be void.
    /// </summary>
    private const int UnlockLooksMax = 1000;

    private readonly BucketArray _buckets;
    private readonly PartitionSegments _segments;
    private readonly SegmentMemory _memory;
    private readonly ChainSearch _search;
    private readonly Pressure? _pressure;

    /// <param name="buckets">The table's memory; disposed with it.</param>
    /// <param name="segments">Where the items are.</param>
    /// <param name="pressure">Tells the owner when chains grow long; none where there is no owner.</param>
    public HashTable(BucketArray buckets, PartitionSegments segments, Pressure? pressure = null)
    {
        _buckets = buckets;
        _segments = segments;
        _memory = segments.Memory;
        _search = new ChainSearch(buckets, _memory);
        _pressure = pressure;
    }

    public BucketArray Buckets => _buckets;

    /// <summary>Whether chains are long enough that the owner should not wait for its next round.</summary>
    public bool WantsGrowth => _buckets.Overflow.InUse > _buckets.Heads;

    public void Prefetch(ulong hash) => _buckets.Prefetch(hash);

    /// <summary>Start loading the item a key's tag leads to; the head should be in the cache by now.</summary>
    /// <returns>The overflow bucket to go on with, which is on its way too, where the tag is not in the head; 0 for none.</returns>
    public long PrefetchItem(ulong hash)
    {
        BucketRef head = _buckets.Locate(hash, out _);
        uint matches = head.MatchHead(ItemInfo.TagOf(hash));
        if (matches == 0)
        {
            ItemInfo last = head.Read(BucketRef.HeadLast);
            if (!last.IsLink)
            {
                return 0;
            }

            _buckets.Overflow[last.LinkIndex].PrefetchOverflow();
            return last.LinkIndex;
        }

        PrefetchItems(head, matches);
        return 0;
    }

    /// <summary>Start loading the item a key's tag leads to in an overflow bucket.</summary>
    public void PrefetchOverflowItem(long index, ulong hash)
    {
        BucketRef bucket = _buckets.Overflow[index];
        PrefetchItems(bucket, bucket.MatchOverflow(ItemInfo.TagOf(hash)));
    }

    /// <summary>
    /// As <see cref="TryFind"/>, with the usual case in line: the first slot with the tag, in the head, is the key's. The fewer
    /// instructions between one read's two cache misses and the next one's, the more of them overlap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindFast(scoped ReadOnlySpan<byte> key, ulong hash, WriterState writer, out SlotRef found, out ItemRef item)
    {
        BucketRef head = _buckets.Locate(hash, out _);
        int slot = BitOperations.TrailingZeroCount(head.MatchHead(ItemInfo.TagOf(hash))) & BucketRef.HeadLast;
        ItemInfo info = head.Read(slot);
        if (slot != 0 && info.IsItem)
        {
            item = _memory.Item(info);
            if (item.KeyEquals(key))
            {
                found = new SlotRef(head, head, slot, info);
                return true;
            }
        }

        // Into locals of their own: what a call may write to cannot stay in registers in the case above.
        bool exists = TryFind(key, hash, writer, out SlotRef slowly, out ItemRef slowItem);
        found = slowly;
        item = slowItem;
        return exists;
    }

    /// <summary>Find the item of a key, live or not. Reads only. The caller is inside an epoch.</summary>
    public bool TryFind(scoped ReadOnlySpan<byte> key, ulong hash, WriterState writer, out SlotRef found, out ItemRef item) =>
        _search.TryFind(key, hash, writer, out found, out item);

    /// <summary>Count a read of an item, at most once a second. Plain stores: no other access of this thread waits for them.</summary>
    /// <param name="found">Where it was found.</param>
    /// <param name="second">The present second, modulo 2^16.</param>
    /// <param name="writer">The calling thread's state: source of the random number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void TouchFrequency(in SlotRef found, ushort second, WriterState writer)
    {
        if (found.Head.ReadSecond() != second)
        {
            BeginSecond(found.Head, second);
        }

        int frequency = found.Bucket.ReadFrequency(found.Slot);
        if (!FrequencyCounter.IsCounted(frequency))
        {
            found.Bucket.WriteFrequency(found.Slot, FrequencyCounter.Touch(frequency, writer.NextRandom()));
        }
    }

    /// <summary>Make <paramref name="fresh"/> the item of the key, if the condition holds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="fresh">The word of the new item, whose bytes are complete.</param>
    /// <param name="condition">What must hold.</param>
    /// <param name="location">The location for <see cref="PublishCondition.SameLocation"/>.</param>
    /// <param name="now">The time that decides what is live.</param>
    /// <param name="writer">The calling thread's state.</param>
    /// <param name="replaced">The word that was there before; empty if none.</param>
    /// <returns>
    /// Ok; NotStored, NotFound or Exists where the condition does not hold; Exists also where the new item must be written again;
    /// NoSpace never in practice.
    /// </returns>
    public StoreStatus Publish(
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        ItemInfo fresh,
        PublishCondition condition,
        ulong location,
        Instant now,
        WriterState writer,
        out ItemInfo replaced)
    {
        SpinWait spin = default;
        replaced = default;
        while (true)
        {
            uint version = ReadUnlocked(hash, ref spin, out BucketRef head);
            Scan(head, key, hash, writer, out SlotRef found, out SlotRef empty, out BucketRef last);
            StoreStatus allowed = Check(condition, location, found, now);
            if (allowed != StoreStatus.Ok)
            {
                return allowed;
            }

            // A flush has come between reserving and publishing. What was stored after it must not be replaced by what it killed.
            if (_segments.IsFlushed(fresh.Segment))
            {
                return StoreStatus.Exists;
            }

            SlotRef target = found.Exists ? found : empty;
            if (!target.Exists && !writer.TryReserveOverflow(_buckets.Overflow))
            {
                return StoreStatus.NoSpace;
            }

            if (!head.TryLock(version))
            {
                spin.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            if (target.Exists)
            {
                replaced = target.Bucket.Read(target.Slot);
                if (condition == PublishCondition.Copy && LosesCasId(replaced, fresh))
                {
                    head.Unlock(version);
                    replaced = default;
                    return StoreStatus.Exists;
                }

                target.Bucket.Write(target.Slot, fresh.WithFrequency(replaced.Frequency));
            }
            else
            {
                Extend(last, last.Is(head) ? BucketRef.HeadLast : BucketRef.OverflowLast, fresh, writer.TakeOverflow());
            }

            head.Unlock(version);
            if (!target.Exists && WantsGrowth)
            {
                _pressure?.Raise();
            }

            return StoreStatus.Ok;
        }
    }

    /// <summary>Take a key's item out of the table, live or not.</summary>
    public bool TryRemove(scoped ReadOnlySpan<byte> key, ulong hash, WriterState writer, out ItemInfo removed)
    {
        SpinWait spin = default;
        while (true)
        {
            uint version = ReadUnlocked(hash, ref spin, out BucketRef head);
            if (!TryFind(key, hash, writer, out SlotRef found, out _))
            {
                removed = default;
                return false;
            }

            if (head.TryLock(version))
            {
                removed = found.Bucket.Read(found.Slot);
                found.Bucket.Write(found.Slot, default);
                head.Unlock(version);
                return true;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>The word that links to the copy at a location; empty if nothing does.</summary>
    public ItemInfo FindLocation(ulong hash, ulong location) => _search.FindSlot(hash, location).Info;

    /// <summary>
    /// Point the slot of one copy to a newer copy, or empty it. False if nothing links to that copy any more, or if the newer one
    /// lacks a CAS id that a client has seen meanwhile.
    /// </summary>
    public bool TryRelink(ulong hash, ulong location, ItemInfo replacement)
    {
        SpinWait spin = default;
        while (true)
        {
            uint version = ReadUnlocked(hash, ref spin, out BucketRef head);
            SlotRef found = _search.FindSlot(hash, location);
            if (!found.Exists)
            {
                return false;
            }

            if (head.TryLock(version))
            {
                bool moves = replacement.IsEmpty || !LosesCasId(found.Info, replacement);
                if (moves)
                {
                    found.Bucket.Write(found.Slot, replacement);
                }

                head.Unlock(version);
                return moves;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Let a change of a key's chain that is under way finish; gives up where its thread does not come back to its core.</summary>
    public void AwaitUnlocked(ulong hash)
    {
        BucketRef head = _buckets.Locate(hash, out _);
        SpinWait spin = default;
        for (int i = 0; i < UnlockLooksMax && (head.ReadVersion() & BucketRef.LockBit) != 0; i++)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    public void Dispose() => _buckets.Dispose();

    /// <summary>Start loading the items of those slots whose bits are set.</summary>
    private void PrefetchItems(BucketRef bucket, uint slots)
    {
        for (; slots != 0; slots &= slots - 1)
        {
            _memory.Prefetch(bucket.Read(BitOperations.TrailingZeroCount(slots)));
        }
    }

    /// <summary>The head a hash leads to, and the version at which it does; nobody had it locked then.</summary>
    private uint ReadUnlocked(ulong hash, ref SpinWait spin, out BucketRef head)
    {
        while (true)
        {
            head = _buckets.Locate(hash, out int depth);
            uint version = head.ReadVersion(out int depthNow);
            if ((version & BucketRef.LockBit) == 0 && depthNow == depth)
            {
                return version;
            }

            // The holder is a few instructions from done, unless it is off its core: then yielding is right too.
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Whether a client knows an item by an id that its copy lacks. Under the bucket's lock.</summary>
    private bool LosesCasId(ItemInfo item, ItemInfo copy) =>
        (_segments.Item(item).Options & ItemOptions.CasObserved) != 0 && (_segments.Item(copy).Options & ItemOptions.HasCas) == 0;

    private StoreStatus Check(PublishCondition condition, ulong location, in SlotRef found, Instant now)
    {
        if (condition == PublishCondition.Always)
        {
            return StoreStatus.Ok;
        }

        bool live = found.Exists && _segments.IsLive(found.Info, now);
        return condition switch
        {
            PublishCondition.Absent => live ? StoreStatus.NotStored : StoreStatus.Ok,
            PublishCondition.Present => live ? StoreStatus.Ok : StoreStatus.NotStored,
            _ when !live => StoreStatus.NotFound,
            _ => found.Info.Location == location ? StoreStatus.Ok : StoreStatus.Exists,
        };
    }

    /// <summary>The slot of a key; or, where it has none, an empty slot if there is one, and the last bucket of the chain.</summary>
    private void Scan(
        BucketRef head,
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        WriterState writer,
        out SlotRef found,
        out SlotRef empty,
        out BucketRef last)
    {
        empty = default;
        last = default;
        if (TryFind(key, hash, writer, out found, out _))
        {
            return;
        }

        // The version that the caller read before still holds, or what is found here comes to nothing.
        last = head;
        uint unused = head.MatchHead(0);
        int lastSlot = BucketRef.HeadLast;
        while (true)
        {
            for (; unused != 0 && !empty.Exists; unused &= unused - 1)
            {
                int slot = BitOperations.TrailingZeroCount(unused);
                empty = last.Read(slot).IsEmpty ? new SlotRef(head, last, slot, default) : default;
            }

            ItemInfo end = last.Read(lastSlot);
            if (empty.Exists || !end.IsLink)
            {
                return;
            }

            last = _buckets.Overflow[end.LinkIndex];
            lastSlot = BucketRef.OverflowLast;
            unused = last.MatchOverflow(0);
        }
    }

    /// <summary>Lengthen a full chain under its lock. The last slot's item is in the new bucket before the link hides the old place.</summary>
    private void Extend(BucketRef last, int lastSlot, ItemInfo fresh, long index)
    {
        BucketRef added = _buckets.Overflow[index];
        added.Write(0, last.Read(lastSlot));
        added.Write(1, fresh);
        last.Write(lastSlot, ItemInfo.LinkTo(index));
    }

    /// <summary>Forget, in every slot of a chain, that it was counted in an earlier second.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void BeginSecond(BucketRef head, ushort second)
    {
        head.WriteSecond(second);
        ChainCursor chain = new(_buckets, head);
        while (chain.MoveNext())
        {
            if (FrequencyCounter.IsCounted(chain.Info.Frequency))
            {
                chain.Bucket.WriteFrequency(chain.Slot, FrequencyCounter.NextSecond(chain.Info.Frequency));
            }
        }
    }
}
