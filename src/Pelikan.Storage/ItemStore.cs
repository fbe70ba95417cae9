using System;
using System.Runtime.CompilerServices;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage;

/// <summary>
/// The operations on items: look up, write the bytes, publish the word, account for what was replaced. Changes that depend on the
/// present item are optimistic: they read, prepare the new copy, and publish it only if the read one is still there.
/// </summary>
internal sealed class ItemStore
{
    private readonly HashTable.HashTable _table;
    private readonly PartitionSegments _segments;
    private readonly Reserver _reserver;
    private readonly Admission _admission;
    private readonly SmallQueueShare? _smallShare;
    private readonly ulong _seed;
    private readonly int _valueBytesMax;

    public ItemStore(
        HashTable.HashTable table,
        PartitionSegments segments,
        Reserver reserver,
        Admission admission,
        SmallQueueShare? smallShare,
        ulong seed,
        int valueBytesMax)
    {
        _table = table;
        _segments = segments;
        _reserver = reserver;
        _admission = admission;
        _smallShare = smallShare;
        _seed = seed;
        _valueBytesMax = valueBytesMax;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView view)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        writer.Counters.Increment((int)StorageMetric.HashLookup);
        ulong hash = KeyHash.Of(key, _seed);
        if (_table.TryFindFast(key, hash, writer, out SlotRef found, out ItemRef item)
            && item.Expiry > guard.Now
            && !_segments.IsFlushed(found.Info.Segment))
        {
            _table.TouchFrequency(found, guard.Second, writer);
            view = new ItemView(item, cas: 0);
            return (item.Options & ItemOptions.HasTraits) == 0 ? StoreStatus.Ok : UseTraits(item, guard, ref view);
        }

        _smallShare?.Missed(hash);
        view = default;
        return StoreStatus.NotFound;
    }

    public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView view)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            // Nobody is told the id of what a plain read cannot give.
            if (item.IsCollection || TryObserve(hash, found, item))
            {
                _table.TouchFrequency(found, guard.Second, writer);
                view = ViewWithCas(found.Info, item);
                return UseTraits(item, guard, ref view);
            }
        }

        _smallShare?.Missed(hash);
        view = default;
        return StoreStatus.NotFound;
    }

    public StoreStatus Read(scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView view, out ItemAccess access)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            if ((intent & ReadIntent.Cas) != 0 && !TryObserve(hash, found, item))
            {
                continue;
            }

            access = Accesses.Of(found, item, guard.Now);
            view = (intent & ReadIntent.Cas) != 0 ? ViewWithCas(found.Info, item) : new ItemView(item, cas: 0);
            if ((intent & ReadIntent.Use) != 0)
            {
                _table.TouchFrequency(found, guard.Second, writer);
                Accesses.Remember(item, guard.Now);
            }

            return StoreStatus.Ok;
        }

        if ((intent & ReadIntent.Use) != 0)
        {
            _smallShare?.Missed(hash);
        }

        access = default;
        view = default;
        return StoreStatus.NotFound;
    }

    public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView view)
    {
        StoreStatus status = Touch(key, expiry, observe: true, guard, out ItemInfo touched);
        view = status == StoreStatus.Ok ? ViewWithCas(touched, _segments.Item(touched)) : default;
        return status;
    }

    public StoreStatus Put(
        scoped ReadOnlySpan<byte> key,
        scoped ReadOnlySpan<byte> value,
        uint flags,
        Instant expiry,
        PublishCondition condition,
        in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        if (expiry <= guard.Now)
        {
            return PutExpired(key, hash, condition, guard.Now, writer);
        }

        ItemOptions options = ItemHeader.OptionsFor(flags, expiry, cas: 0);
        int size = ItemHeader.SizeOf(options, key.Length, value.Length);
        if (size > _segments.SegmentBytes || value.Length > _valueBytesMax || key.Length > ItemHeader.KeyBytesMax)
        {
            return StoreStatus.TooLarge;
        }

        _table.Prefetch(hash);
        if (condition is PublishCondition.Absent or PublishCondition.Present
            && TryFindLive(key, hash, guard.Now, writer, out _, out _) != (condition == PublishCondition.Present))
        {
            return StoreStatus.NotStored;
        }

        StoreStatus status;
        do
        {
            if (!_reserver.TryReserve(size, expiry, _admission.QueueOf(key, hash, writer), guard, writer, out int segment, out int offset))
            {
                return StoreStatus.NoSpace;
            }

            ItemHeader.Write(_segments.Memory.Tail(segment, offset), options, key, value, flags, expiry, cas: 0);
            status = Publish(key, hash, segment, offset, size, condition, location: 0, guard.Now, writer);
        }
        while (status == StoreStatus.Exists);
        return status;
    }

    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard)
    {
        CompareAndSetUpdate update = new(value, flags, expiry, cas);
        StoreStatus status = Update(key, ref update, guard);
        return status == StoreStatus.Ok ? update.Status : status;
    }

    public StoreStatus Count(scoped ReadOnlySpan<byte> key, ulong delta, bool down, in EpochGuard guard, out ulong result)
    {
        CountUpdate update = new(delta, down);
        StoreStatus status = Update(key, ref update, guard);
        result = update.Result;
        return status == StoreStatus.Ok ? update.Status : status;
    }

    public StoreStatus Extend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, bool before, in EpochGuard guard)
    {
        ExtendUpdate update = new(value, before);
        StoreStatus status = Update(key, ref update, guard);
        return status == StoreStatus.Ok ? update.Status : status;
    }

    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard)
        where TUpdate : struct, IItemUpdate, allows ref struct => Update(key, ref update, guard, out _);

    /// <summary>Change an item by what it is, in one step.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Decides.</param>
    /// <param name="guard">The caller's epoch.</param>
    /// <param name="cas">The CAS id of what was stored, given another expiry, or left and told; else 0.</param>
    /// <returns>Ok, or TooLarge or NoSpace where what was decided cannot be stored; then the item is as it was.</returns>
    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        StoreStatus status;
        do
        {
            cas = 0;
            bool exists = TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item);
            UpdateAction action = update.Decide(exists ? ViewWithCas(found.Info, item) : default, exists, out NewItem fresh);
            status = action switch
            {
                UpdateAction.Store when fresh.Expiry > guard.Now =>
                    Replace(key, hash, exists, found.Info.Location, ref update, in fresh, guard, writer, out cas),
                UpdateAction.Leave => exists && fresh.TellsCas ? Tell(hash, found, item, out cas) : StoreStatus.Ok,
                UpdateAction.Touch when exists && fresh.Expiry > guard.Now => Retouch(key, hash, found, item, fresh, guard, writer, out cas),
                _ => Remove(hash, exists, found.Info, action, writer),
            };
        }
        while (status == StoreStatus.Exists);
        return status;
    }

    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard) =>
        Touch(key, expiry, observe: false, guard, out _);

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        if (!_table.TryRemove(key, hash, writer, out ItemInfo removed))
        {
            return StoreStatus.NotFound;
        }

        bool live = _segments.IsLive(removed, guard.Now);
        StorageMetric reason = live ? StorageMetric.ItemDelete
            : _segments.IsFlushed(removed.Segment) ? StorageMetric.ItemFlush : StorageMetric.ItemExpire;
        CountRemoved(removed, reason, writer);
        return live ? StoreStatus.Ok : StoreStatus.NotFound;
    }

    /// <summary>Give the item a new expiry, which takes a new copy unless it has that expiry already.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expiry">The new expiry; one that has passed takes the item out.</param>
    /// <param name="observe">Whether the item is read too, with its CAS id.</param>
    /// <param name="guard">The caller's epoch.</param>
    /// <param name="touched">The copy that has the expiry, or the one taken out; readable inside the guard.</param>
    private StoreStatus Touch(
        scoped ReadOnlySpan<byte> key, Instant expiry, bool observe, in EpochGuard guard, out ItemInfo touched)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            touched = found.Info;
            if (item.IsCollection)
            {
                return StoreStatus.WrongKind;
            }

            if (observe)
            {
                _table.TouchFrequency(found, guard.Second, writer);
                Accesses.Remember(item, guard.Now);
            }

            if (expiry <= guard.Now)
            {
                if (_table.TryRelink(hash, touched.Location, default))
                {
                    CountRemoved(touched, StorageMetric.ItemExpire, writer);
                    return StoreStatus.Ok;
                }

                continue;
            }

            StoreStatus status = GiveExpiry(key, hash, found, item, expiry, observe, guard, writer, out touched);
            if (status != StoreStatus.Exists)
            {
                return status;
            }
        }

        if (observe)
        {
            _smallShare?.Missed(hash);
        }

        touched = default;
        return StoreStatus.NotFound;
    }

    /// <summary>As an update decided, give the item another expiry. Exists if it is not there any more.</summary>
    // Not inlined, nor is the next: most updates store, and their frame stays small.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StoreStatus Retouch(
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        in SlotRef found,
        ItemRef item,
        in NewItem fresh,
        in EpochGuard guard,
        WriterState writer,
        out ulong cas)
    {
        StoreStatus status = GiveExpiry(key, hash, found, item, fresh.Expiry, fresh.TellsCas, guard, writer, out ItemInfo touched);
        cas = status == StoreStatus.Ok ? CasId.Of(_segments, touched, _segments.Item(touched)) : 0;
        return status;
    }

    /// <summary>Tell the CAS id of an item that an update leaves as it is. Exists if it is not there any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StoreStatus Tell(ulong hash, in SlotRef found, ItemRef item, out ulong cas)
    {
        cas = CasId.Of(_segments, found.Info, item);
        return TryObserve(hash, found, item) ? StoreStatus.Ok : StoreStatus.Exists;
    }

    /// <summary>Give a live item an expiry that is to come, and mark it if its CAS id is told. Exists if it changed meanwhile.</summary>
    private StoreStatus GiveExpiry(
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        in SlotRef found,
        ItemRef item,
        Instant expiry,
        bool observe,
        in EpochGuard guard,
        WriterState writer,
        out ItemInfo touched)
    {
        touched = found.Info;
        return item.Expiry != expiry
            ? Recopy(key, hash, expiry, observe, guard, writer, ref touched)
            : observe && !TryObserve(hash, found, item) ? StoreStatus.Exists : StoreStatus.Ok;
    }

    /// <summary>Publish a copy with another expiry. Exists if the item changed meanwhile.</summary>
    private StoreStatus Recopy(
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        Instant expiry,
        bool observe,
        in EpochGuard guard,
        WriterState writer,
        ref ItemInfo info)
    {
        int size = ItemCopier.SizeOf(_segments.Item(info), expiry);
        if (size > _segments.SegmentBytes)
        {
            return StoreStatus.TooLarge;
        }

        uint generation = GenerationOf(info.Location);
        if (!_reserver.TryReserve(size, expiry, _admission.QueueOf(key, hash, writer), guard, writer, out int segment, out int offset))
        {
            return StoreStatus.NoSpace;
        }

        guard.Spend(size);

        // Reserving may have renewed the epoch, and a client may have asked for the CAS id, which takes room in the copy.
        if (!TryFindSame(key, hash, info.Location, generation, writer, out ItemRef item) || ItemCopier.SizeOf(item, expiry) != size)
        {
            Abandon(segment, offset, size, writer);
            return StoreStatus.Exists;
        }

        ItemOptions marks = observe ? ItemOptions.CasObserved : ItemOptions.None;
        ItemCopier.Write(_segments, info, item, expiry, marks, _segments.Memory.Tail(segment, offset));
        StoreStatus status = Publish(key, hash, segment, offset, size, PublishCondition.Copy, info.Location, guard.Now, writer);
        info = new ItemInfo(info.Tag, 0, segment, offset);

        // Not live any more is a change too: whoever asked looks again.
        return status == StoreStatus.NotFound ? StoreStatus.Exists : status;
    }

    /// <summary>The rest of a plain read of an item that has traits.</summary>
    // Not inlined, so that a read of a plain item stays as short as it is.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StoreStatus UseTraits(ItemRef item, in EpochGuard guard, ref ItemView view)
    {
        if (item.IsCollection)
        {
            view = default;
            return StoreStatus.WrongKind;
        }

        Accesses.Remember(item, guard.Now);
        return StoreStatus.Ok;
    }

    private ItemView ViewWithCas(ItemInfo info, ItemRef item) => new(item, CasId.Of(_segments, info, item));

    /// <summary>
    /// Mark an item so that every copy of it keeps its CAS id. False if it was moved or replaced before the mark could count: look
    /// it up again.
    /// </summary>
    private bool TryObserve(ulong hash, in SlotRef found, ItemRef item)
    {
        // A mover looks at the mark under the bucket's lock. Unlocked after the mark and still in its place, the item has no
        // mover that missed it.
        item.MarkObserved();
        _table.AwaitUnlocked(hash);
        return !_table.FindLocation(hash, found.Info.Location).IsEmpty;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindLive(
        scoped ReadOnlySpan<byte> key, ulong hash, Instant now, WriterState writer, out SlotRef found, out ItemRef item)
    {
        writer.Counters.Increment((int)StorageMetric.HashLookup);
        return _table.TryFind(key, hash, writer, out found, out item) && item.Expiry > now && !_segments.IsFlushed(found.Info.Segment);
    }

    /// <summary>Find the key's item again, if it is still the copy at a location in the segment's same life.</summary>
    private bool TryFindSame(
        scoped ReadOnlySpan<byte> key, ulong hash, ulong location, uint generation, WriterState writer, out ItemRef item) =>
        _table.TryFind(key, hash, writer, out SlotRef found, out item)
        && found.Info.Location == location
        && GenerationOf(location) == generation;

    private uint GenerationOf(ulong location)
    {
        int segment = ItemInfo.SegmentOf(location);
        return segment == 0 ? 0 : _segments.Headers[segment].Generation;
    }

    /// <summary>Store what an update decided, if the item it decided on is still there. Exists if it is not.</summary>
    private StoreStatus Replace<TUpdate>(
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        bool exists,
        ulong location,
        scoped ref TUpdate update,
        scoped in NewItem fresh,
        in EpochGuard guard,
        WriterState writer,
        out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        cas = 0;
        ItemOptions options = ItemHeader.OptionsFor(fresh.Flags, fresh.Expiry, fresh.Cas, fresh.HasTraits)
            | (fresh.TellsCas ? ItemOptions.CasObserved : ItemOptions.None);
        int size = IsTooLarge(fresh.ValueLength, exists, location)
            ? int.MaxValue
            : ItemHeader.SizeOf(options, key.Length, fresh.ValueLength);
        if (size > _segments.SegmentBytes || key.Length > ItemHeader.KeyBytesMax)
        {
            return StoreStatus.TooLarge;
        }

        uint generation = exists ? GenerationOf(location) : 0;
        if (!_reserver.TryReserve(
            size, fresh.Expiry, _admission.QueueOf(key, hash, writer), guard, writer, out int segment, out int offset))
        {
            return StoreStatus.NoSpace;
        }

        guard.Spend(size);

        // Reserving may have renewed the epoch: the item is looked up again, and must be the same copy.
        ItemRef item = default;
        if (exists && !TryFindSame(key, hash, location, generation, writer, out item))
        {
            Abandon(segment, offset, size, writer);
            return StoreStatus.Exists;
        }

        Span<byte> space = _segments.Memory.Tail(segment, offset);
        ItemTraits traits = new(fresh.Kind, fresh.Marks, Accesses.SecondOf(guard.Now));
        Span<byte> value = ItemHeader.Begin(space, options, key, fresh.ValueLength, fresh.Flags, fresh.Expiry, fresh.Cas, traits);
        update.Write(exists ? new ItemView(item, cas: 0) : default, value);
        PublishCondition condition = exists ? PublishCondition.SameLocation : PublishCondition.Absent;
        StoreStatus status = Publish(key, hash, segment, offset, size, condition, location, guard.Now, writer);
        if (status == StoreStatus.Ok)
        {
            cas = fresh.Cas != 0 ? fresh.Cas : CasId.Of(_segments, segment, offset);
        }

        return status is StoreStatus.Ok or StoreStatus.NoSpace ? status : StoreStatus.Exists;
    }

    /// <summary>Whether an update makes a value larger than any may be, and than the one it decided on is.</summary>
    private bool IsTooLarge(int length, bool exists, ulong location) =>
        (uint)length > (uint)_valueBytesMax
        && (!exists || (uint)length > (uint)_segments.Item(ItemInfo.At(location)).ValueLength);

    /// <summary>Take out the item that an update decided on. Exists if it is not there any more.</summary>
    private StoreStatus Remove(ulong hash, bool exists, ItemInfo info, UpdateAction action, WriterState writer)
    {
        if (!exists)
        {
            return StoreStatus.Ok;
        }

        if (!_table.TryRelink(hash, info.Location, default))
        {
            return StoreStatus.Exists;
        }

        CountRemoved(info, action == UpdateAction.Remove ? StorageMetric.ItemDelete : StorageMetric.ItemExpire, writer);
        return StoreStatus.Ok;
    }

    /// <summary>Store something that is dead already: only its effect on what was there remains.</summary>
    private StoreStatus PutExpired(
        scoped ReadOnlySpan<byte> key, ulong hash, PublishCondition condition, Instant now, WriterState writer)
    {
        bool live = TryFindLive(key, hash, now, writer, out _, out _);
        switch (condition)
        {
            case PublishCondition.Absent:
                return live ? StoreStatus.NotStored : StoreStatus.Ok;
            case PublishCondition.Present when !live:
                return StoreStatus.NotStored;
            default:
                if (_table.TryRemove(key, hash, writer, out ItemInfo removed))
                {
                    CountRemoved(removed, StorageMetric.ItemExpire, writer);
                }

                return StoreStatus.Ok;
        }
    }

    /// <summary>Publish a complete item, or give its space up.</summary>
    private StoreStatus Publish(
        scoped ReadOnlySpan<byte> key,
        ulong hash,
        int segment,
        int offset,
        int size,
        PublishCondition condition,
        ulong location,
        Instant now,
        WriterState writer)
    {
        ItemInfo fresh = new(ItemInfo.TagOf(hash), 0, segment, offset);
        StoreStatus status = _table.Publish(key, hash, fresh, condition, location, now, writer, out ItemInfo replaced);
        if (status != StoreStatus.Ok)
        {
            Abandon(segment, offset, size, writer);
            return status;
        }

        writer.Counters.Increment((int)StorageMetric.ItemAllocate);
        writer.Counters.Increment((int)StorageMetric.HashInsert);
        writer.Counters.Increment((int)StorageMetric.ItemCurrent);
        writer.Counters.Add((int)StorageMetric.ItemCurrentBytes, size);
        if (!replaced.IsEmpty)
        {
            CountRemoved(replaced, StorageMetric.ItemReplace, writer);
        }

        return StoreStatus.Ok;
    }

    /// <summary>Account for a copy that this thread took out of the table.</summary>
    private void CountRemoved(ItemInfo removed, StorageMetric reason, WriterState writer)
    {
        ItemRef item = _segments.Item(removed);
        int size = item.Size;
        item.MarkDead();
        writer.CountDead(removed.Segment, size);
        writer.Counters.Increment((int)reason);
        writer.Counters.Increment((int)StorageMetric.HashRemove);
        writer.Counters.Add((int)StorageMetric.ItemCurrent, -1);
        writer.Counters.Add((int)StorageMetric.ItemCurrentBytes, -size);
    }

    private void Abandon(int segment, int offset, int size, WriterState writer)
    {
        ItemHeader.WriteFiller(_segments.Memory.Tail(segment, offset), size);
        writer.CountDead(segment, size);
    }
}
