using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>Notes what it is told to load; it is never asked for anything else.</summary>
internal readonly struct RecordingStore(List<string> keys) : IStore
{
    public List<string> Keys => keys;

    public void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> ranges)
    {
        foreach (Range range in ranges)
        {
            keys.Add(Encoding.ASCII.GetString(input[range]));
        }
    }

    public EpochGuard Enter(Instant now) => throw new NotSupportedException();

    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) => throw new NotSupportedException();

    public long HeadCount => throw new NotSupportedException();

    public ulong CursorAt(long head) => throw new NotSupportedException();

    public long ItemCount => throw new NotSupportedException();

    public StoreStatus Read(
        scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView item, out ItemAccess access) =>
        throw new NotSupportedException();

    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct => throw new NotSupportedException();

    public ulong Scan<TVisitor>(ulong cursor, int heads, scoped ref TVisitor visitor, in EpochGuard guard)
        where TVisitor : struct, IItemVisitor, allows ref struct => throw new NotSupportedException();

    public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        throw new NotSupportedException();

    public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item) =>
        throw new NotSupportedException();

    public StoreStatus Set(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        throw new NotSupportedException();

    public StoreStatus Add(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        throw new NotSupportedException();

    public StoreStatus Replace(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        throw new NotSupportedException();

    public StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        throw new NotSupportedException();

    public StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        throw new NotSupportedException();

    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard) =>
        throw new NotSupportedException();

    public StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        throw new NotSupportedException();

    public StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        throw new NotSupportedException();

    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard) => throw new NotSupportedException();

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard) => throw new NotSupportedException();

    public void FlushAll(Instant at, in EpochGuard guard) => throw new NotSupportedException();
}
