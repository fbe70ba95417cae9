using System;
using Pelikan.Actors.Sharding;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.EntryStore;

/// <summary>
/// The store one worker sees: the partitions of this node, by the shard map. The map is read once a turn, so one turn sees one
/// version of it. Mutable struct: a field, passed by ref.
/// </summary>
public struct RoutedStore : IStore
{
    // Of a scan's cursor: the upper bits are a shard's number, the lower ones a head of its table.
    private const int ShardShift = 48;

    private readonly ShardMap<SegPartition> _map;
    private readonly EpochParticipant _participant;
    private ShardSnapshot<SegPartition> _shards;

    /// <param name="map">Which partition serves which slot.</param>
    /// <param name="participant">The worker's place in the node's epochs.</param>
    public RoutedStore(ShardMap<SegPartition> map, EpochParticipant participant)
    {
        _map = map;
        _participant = participant;
        _shards = map.Current;
    }

    public EpochGuard Enter(Instant now)
    {
        // The guard first: a partition that the map names inside it is not disposed before it is left.
        EpochGuard guard = _participant.Enter(now);
        _shards = _map.Current;
        return guard;
    }

    public readonly void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> keys)
    {
        if (_shards.ShardCount == 1)
        {
            _shards[0].Cache.Prefetch(input, keys);
            return;
        }

        foreach (Range key in keys)
        {
            CacheOf(input[key]).PrefetchBucket(input[key]);
        }

        foreach (Range key in keys)
        {
            CacheOf(input[key]).PrefetchItem(input[key]);
        }
    }

    public readonly StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        CacheOf(key).Get(key, guard, out item);

    public readonly StoreStatus Read(
        scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView item, out ItemAccess access) =>
        CacheOf(key).Read(key, intent, guard, out item, out access);

    public readonly StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct => CacheOf(key).Update(key, ref update, guard, out cas);

    /// <summary>One shard after the other.</summary>
    public readonly ulong Scan<TVisitor>(ulong cursor, int heads, scoped ref TVisitor visitor, in EpochGuard guard)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        int shard = (int)(cursor >> ShardShift);
        if (shard >= _shards.ShardCount)
        {
            return 0;
        }

        long next = _shards[shard].Cache.Scan((long)(cursor & ((1UL << ShardShift) - 1)), heads, ref visitor, guard);
        int nextShard = next == 0 ? shard + 1 : shard;
        return nextShard == _shards.ShardCount ? 0 : ((ulong)nextShard << ShardShift) | (ulong)next;
    }

    public readonly long HeadCount
    {
        get
        {
            long heads = 0;
            for (int shard = 0; shard < _shards.ShardCount; shard++)
            {
                heads += _shards[shard].Cache.HashHeads;
            }

            return heads;
        }
    }

    public readonly ulong CursorAt(long head)
    {
        long left = head;
        for (int shard = 0; shard < _shards.ShardCount; shard++)
        {
            long heads = _shards[shard].Cache.HashHeads;
            if (left < heads)
            {
                return ((ulong)shard << ShardShift) | (ulong)left;
            }

            left -= heads;
        }

        return 0;
    }

    public readonly long ItemCount
    {
        get
        {
            long items = 0;
            for (int shard = 0; shard < _shards.ShardCount; shard++)
            {
                items += _shards[shard].Cache.ItemCount;
            }

            return items;
        }
    }

    public readonly StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        CacheOf(key).GetWithCas(key, guard, out item);

    public readonly StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item) =>
        CacheOf(key).GetAndTouch(key, expiry, guard, out item);

    public readonly StoreStatus Set(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        CacheOf(key).Set(key, value, flags, expiry, guard);

    public readonly StoreStatus Add(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        CacheOf(key).Add(key, value, flags, expiry, guard);

    public readonly StoreStatus Replace(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        CacheOf(key).Replace(key, value, flags, expiry, guard);

    public readonly StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        CacheOf(key).Append(key, value, guard);

    public readonly StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        CacheOf(key).Prepend(key, value, guard);

    public readonly StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard) =>
        CacheOf(key).CompareAndSet(key, value, flags, expiry, cas, guard);

    public readonly StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        CacheOf(key).Increment(key, delta, guard, out result);

    public readonly StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        CacheOf(key).Decrement(key, delta, guard, out result);

    public readonly StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard) =>
        CacheOf(key).Touch(key, expiry, guard);

    public readonly StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard) => CacheOf(key).Delete(key, guard);

    public readonly void FlushAll(Instant at, in EpochGuard guard)
    {
        for (int shard = 0; shard < _shards.ShardCount; shard++)
        {
            _shards[shard].Cache.FlushAll(at, guard);
        }
    }

    private readonly SegCache CacheOf(scoped ReadOnlySpan<byte> key) => _shards.PartitionOf(key).Cache;
}
