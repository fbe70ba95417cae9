using System;
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
    private readonly ulong _seed;

    public ItemStore(HashTable.HashTable table, PartitionSegments segments, Reserver reserver, ulong seed)
    {
        _table = table;
        _segments = segments;
        _reserver = reserver;
        _seed = seed;
    }

    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, bool withCas, out ItemView view)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        if (!TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            view = default;
            return StoreStatus.NotFound;
        }

        _table.TouchFrequency(hash, found, (ushort)(guard.Now.Milliseconds / 1000), writer);
        ulong cas = 0;
        if (withCas)
        {
            // Marked before it is told: a copy made from now on keeps the id.
            item.Mark(ItemOptions.CasObserved);
            cas = CasId.Of(_segments, found.Info, item);
        }

        view = new ItemView(item.Key, item.Value, item.Flags, cas, item.Expiry);
        return StoreStatus.Ok;
    }

    public StoreStatus Put(
        scoped ReadOnlySpan<byte> key,
        scoped ReadOnlySpan<byte> value,
        uint flags,
        Instant expiry,
        PublishCondition condition,
        ulong location,
        in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        if (expiry <= guard.Now)
        {
            return PutExpired(key, hash, condition, location, guard.Now, writer);
        }

        ItemOptions options = ItemHeader.OptionsFor(flags, expiry, cas: 0);
        int size = ItemHeader.SizeOf(options, key.Length, value.Length);
        if (size > _segments.SegmentBytes || value.Length > ItemHeader.ValueBytesMax)
        {
            return StoreStatus.TooLarge;
        }

        _table.Prefetch(hash);
        if (condition is PublishCondition.Absent or PublishCondition.Present
            && TryFindLive(key, hash, guard.Now, writer, out _, out _) != (condition == PublishCondition.Present))
        {
            return StoreStatus.NotStored;
        }

        // A location is only comparable as long as this thread has not left the epoch it was read in.
        uint generation = GenerationOf(location);
        if (!_reserver.TryReserve(size, expiry, guard, writer, out int segment, out int offset))
        {
            return StoreStatus.NoSpace;
        }

        if (GenerationOf(location) != generation)
        {
            Abandon(segment, offset, size, writer);
            return StoreStatus.Exists;
        }

        ItemHeader.Write(_segments.Memory.Tail(segment, offset), options, key, value, default, flags, expiry, cas: 0);
        return Publish(key, hash, segment, offset, size, condition, location, guard.Now, writer);
    }

    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            if (CasId.Of(_segments, found.Info, item) != cas)
            {
                return StoreStatus.Exists;
            }

            // Exists here may also mean that a merge moved the item: its id tells which.
            StoreStatus status = Put(key, value, flags, expiry, PublishCondition.SameLocation, found.Info.Location, guard);
            if (status != StoreStatus.Exists)
            {
                return status;
            }
        }

        return StoreStatus.NotFound;
    }

    public StoreStatus Count(scoped ReadOnlySpan<byte> key, ulong delta, bool down, in EpochGuard guard, out ulong result)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        Span<byte> text = stackalloc byte[Items.Decimal.LengthMax];
        result = 0;
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            if (!Items.Decimal.TryParse(item.Value, out ulong number))
            {
                return StoreStatus.NotNumeric;
            }

            result = Items.Decimal.Step(number, delta, down);
            ReadOnlySpan<byte> digits = text[..Items.Decimal.Format(result, text)];
            StoreStatus status = Put(
                key, digits, item.Flags, item.Expiry, PublishCondition.SameLocation, found.Info.Location, guard);
            if (status != StoreStatus.Exists)
            {
                return status;
            }
        }

        return StoreStatus.NotFound;
    }

    public StoreStatus Extend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, bool before, in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            Instant expiry = item.Expiry;
            uint flags = item.Flags;
            ItemOptions options = ItemHeader.OptionsFor(flags, expiry, cas: 0);
            long bytes = (long)item.ValueLength + value.Length;
            int size = bytes > ItemHeader.ValueBytesMax ? int.MaxValue : ItemHeader.SizeOf(options, key.Length, (int)bytes);
            if (size > _segments.SegmentBytes)
            {
                return StoreStatus.TooLarge;
            }

            uint generation = GenerationOf(found.Info.Location);
            if (!_reserver.TryReserve(size, expiry, guard, writer, out int segment, out int offset))
            {
                return StoreStatus.NoSpace;
            }

            // Reserving may have renewed the epoch: the item is looked up again, and must be the same copy.
            if (!TryFindSame(key, hash, found.Info.Location, generation, writer, out item))
            {
                Abandon(segment, offset, size, writer);
                continue;
            }

            Span<byte> space = _segments.Memory.Tail(segment, offset);
            ItemHeader.Write(space, options, key, before ? value : item.Value, before ? item.Value : value, flags, expiry, cas: 0);
            StoreStatus status = Publish(
                key, hash, segment, offset, size, PublishCondition.SameLocation, found.Info.Location, guard.Now, writer);
            if (status != StoreStatus.Exists)
            {
                return status == StoreStatus.NotFound ? StoreStatus.NotStored : status;
            }
        }

        return StoreStatus.NotStored;
    }

    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        while (TryFindLive(key, hash, guard.Now, writer, out SlotRef found, out ItemRef item))
        {
            ulong location = found.Info.Location;
            if (expiry <= guard.Now)
            {
                return PutExpired(key, hash, PublishCondition.Always, location, guard.Now, writer);
            }

            if (item.Expiry == expiry)
            {
                return StoreStatus.Ok;
            }

            int size = ItemCopier.SizeOf(item, expiry);
            if (size > _segments.SegmentBytes)
            {
                return StoreStatus.TooLarge;
            }

            uint generation = GenerationOf(location);
            if (!_reserver.TryReserve(size, expiry, guard, writer, out int segment, out int offset))
            {
                return StoreStatus.NoSpace;
            }

            // A client may have asked for the CAS id in between, and then the copy needs more room.
            if (!TryFindSame(key, hash, location, generation, writer, out item) || ItemCopier.SizeOf(item, expiry) != size)
            {
                Abandon(segment, offset, size, writer);
                continue;
            }

            ItemCopier.Write(_segments, found.Info, item, expiry, _segments.Memory.Tail(segment, offset));
            StoreStatus status = Publish(
                key, hash, segment, offset, size, PublishCondition.SameLocation, location, guard.Now, writer);
            if (status != StoreStatus.Exists)
            {
                return status;
            }
        }

        return StoreStatus.NotFound;
    }

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard)
    {
        WriterState writer = _segments.Writer(guard.Participant);
        ulong hash = KeyHash.Of(key, _seed);
        if (!_table.TryRemove(key, hash, writer, out ItemInfo removed))
        {
            return StoreStatus.NotFound;
        }

        bool live = _segments.IsLive(removed, guard.Now);
        CountRemoved(removed, live ? StorageMetric.ItemDelete : StorageMetric.ItemExpire, writer);
        return live ? StoreStatus.Ok : StoreStatus.NotFound;
    }

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
        int segment = new ItemInfo(location).Segment;
        return segment == 0 ? 0 : _segments.Headers[segment].Generation;
    }

    /// <summary>Store something that is dead already: only its effect on what was there remains.</summary>
    private StoreStatus PutExpired(
        scoped ReadOnlySpan<byte> key, ulong hash, PublishCondition condition, ulong location, Instant now, WriterState writer)
    {
        bool live = TryFindLive(key, hash, now, writer, out SlotRef found, out _);
        switch (condition)
        {
            case PublishCondition.Absent:
                return live ? StoreStatus.NotStored : StoreStatus.Ok;
            case PublishCondition.Present when !live:
                return StoreStatus.NotStored;
            case PublishCondition.SameLocation when !live:
                return StoreStatus.NotFound;
            case PublishCondition.SameLocation when found.Info.Location != location:
                return StoreStatus.Exists;
            case PublishCondition.SameLocation when !_table.TryRelink(hash, location, default):
                return StoreStatus.Exists;
            case PublishCondition.SameLocation:
                CountRemoved(found.Info, StorageMetric.ItemExpire, writer);
                return StoreStatus.Ok;
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
        item.Mark(ItemOptions.Dead);
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
