using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.EntryStore;

/// <summary>
/// The store that keeps nothing: every read misses and no write is kept. For products without data, and for measuring a
/// protocol by itself.
/// </summary>
public readonly struct NoopStore : IStore
{
    // No memory is shared, so there is no epoch to announce; the guard carries the time alone.
    public EpochGuard Enter(Instant now) => new(null!, now);

    public void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> keys)
    {
    }

    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item)
    {
        item = default;
        return StoreStatus.NotFound;
    }

    public long HeadCount => 0;

    public ulong CursorAt(long head) => 0;

    public long ItemCount => 0;

    public StoreStatus Read(
        scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView item, out ItemAccess access)
    {
        item = default;
        access = default;
        return StoreStatus.NotFound;
    }

    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        cas = 0;
        return update.Decide(default, exists: false, out _) == UpdateAction.Store ? StoreStatus.NoSpace : StoreStatus.Ok;
    }

    public ulong Scan<TVisitor>(ulong cursor, int heads, scoped ref TVisitor visitor, in EpochGuard guard)
        where TVisitor : struct, IItemVisitor, allows ref struct => 0;

    public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item)
    {
        item = default;
        return StoreStatus.NotFound;
    }

    public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item)
    {
        item = default;
        return StoreStatus.NotFound;
    }

    public StoreStatus Set(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        StoreStatus.NoSpace;

    public StoreStatus Add(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        StoreStatus.NoSpace;

    public StoreStatus Replace(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        StoreStatus.NotStored;

    public StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        StoreStatus.NotStored;

    public StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        StoreStatus.NotStored;

    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard) =>
        StoreStatus.NotFound;

    public StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result)
    {
        result = 0;
        return StoreStatus.NotFound;
    }

    public StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result)
    {
        result = 0;
        return StoreStatus.NotFound;
    }

    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard) => StoreStatus.NotFound;

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard) => StoreStatus.NotFound;

    public void FlushAll(Instant at, in EpochGuard guard)
    {
    }
}
