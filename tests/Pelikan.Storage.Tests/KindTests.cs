using System;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Tests.Threads;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>What is a string to whom, and what becomes of a collection under operations that know none.</summary>
public sealed class KindTests : IDisposable
{
    private static readonly byte[] Key = "collection"u8.ToArray();
    private static readonly byte[] Pack = "five."u8.ToArray();

    private readonly SharedStore _store = new(EvictionKind.None, segments: 16, segmentBytes: 16 * 1024, writers: 1);
    private readonly EpochParticipant _thread;

    public KindTests() => _thread = _store.Register();

    public static TheoryData<ItemKind> Collections => [ItemKind.List, ItemKind.Set, ItemKind.SortedSet, ItemKind.Hash];

    private SegCache Cache => _store.Cache;

    public void Dispose() => _store.Dispose();

    [Theory]
    [MemberData(nameof(Collections))]
    public void PlainReads_SayWrongKind_AndGiveNothing(ItemKind kind)
    {
        using EpochGuard guard = _thread.Enter(_store.Now);
        Put(kind, guard);
        Assert.Equal(StoreStatus.WrongKind, Cache.Get(Key, guard, out ItemView item));
        Assert.Equal((0UL, 0), (item.Cas, item.Value.Length));
        Assert.Equal(StoreStatus.WrongKind, Cache.GetWithCas(Key, guard, out item));
        Assert.Equal((0UL, 0), (item.Cas, item.Value.Length));
        Assert.Equal(StoreStatus.WrongKind, Cache.GetAndTouch(Key, _store.Now.PlusSeconds(5), guard, out item));
        Assert.Equal((0UL, 0), (item.Cas, item.Value.Length));
        Assert.Equal(StoreStatus.WrongKind, Cache.Touch(Key, _store.Now.PlusSeconds(5), guard));
        Assert.Equal(StoreStatus.WrongKind, Cache.Touch(Key, _store.Now, guard));
        RequireUntouched(kind, guard);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void ChangesOfStrings_FindNone(ItemKind kind)
    {
        using EpochGuard guard = _thread.Enter(_store.Now);
        Put(kind, guard);
        Assert.Equal(StoreStatus.NotStored, Cache.Append(Key, "x"u8, guard));
        Assert.Equal(StoreStatus.NotStored, Cache.Prepend(Key, "x"u8, guard));
        Assert.Equal(StoreStatus.NotFound, Cache.Increment(Key, 1, guard, out _));
        Assert.Equal(StoreStatus.NotFound, Cache.Decrement(Key, 1, guard, out _));
        Assert.Equal(StoreStatus.Ok, Cache.Read(Key, ReadIntent.Cas, guard, out ItemView item, out _));
        Assert.Equal(StoreStatus.NotFound, Cache.CompareAndSet(Key, "x"u8, 0, Instant.Never, item.Cas, guard));
        Assert.Equal(StoreStatus.NotStored, Cache.Add(Key, "x"u8, 0, Instant.Never, guard));
        RequireUntouched(kind, guard);
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void WhatStoresOver_MakesAPlainString(ItemKind kind)
    {
        using EpochGuard guard = _thread.Enter(_store.Now);
        Put(kind, guard);
        Assert.Equal(StoreStatus.Ok, Cache.Set(Key, "set"u8, 0, Instant.Never, guard));
        RequirePlain("set"u8, guard);
        Put(kind, guard);
        Assert.Equal(StoreStatus.Ok, Cache.Replace(Key, "replaced"u8, 0, Instant.Never, guard));
        RequirePlain("replaced"u8, guard);
        Put(kind, guard);
        Assert.Equal(StoreStatus.Ok, Cache.Set(Key, "gone"u8, 0, _store.Now, guard));
        Assert.Equal(StoreStatus.NotFound, Cache.Get(Key, guard, out _));
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void Delete_TakesIt(ItemKind kind)
    {
        using EpochGuard guard = _thread.Enter(_store.Now);
        Put(kind, guard);
        Assert.Equal(StoreStatus.Ok, Cache.Delete(Key, guard));
        Assert.Equal(StoreStatus.NotFound, Cache.Read(Key, ReadIntent.Peek, guard, out _, out _));
        Assert.Equal(StoreStatus.Ok, Cache.Add(Key, "x"u8, 0, Instant.Never, guard));
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void AnUpdate_GivesItAnotherExpiry(ItemKind kind)
    {
        using EpochGuard guard = _thread.Enter(_store.Now);
        Put(kind, guard);
        Instant expiry = _store.Now.PlusSeconds(7);
        FixedUpdate touch = FixedUpdate.Touch(expiry);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref touch, guard));
        Assert.Equal(StoreStatus.Ok, Cache.Read(Key, ReadIntent.Peek, guard, out ItemView item, out _));
        Assert.Equal((kind, expiry), (item.Kind, item.Expiry));
        Assert.Equal(Pack, item.Value);
        touch = FixedUpdate.Touch(_store.Now);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref touch, guard, out ulong cas));
        Assert.Equal(0UL, cas);
        Assert.Equal(StoreStatus.NotFound, Cache.Read(Key, ReadIntent.Peek, guard, out _, out _));
    }

    /// <summary>A string that keeps account of its reads is a string to everybody.</summary>
    [Fact]
    public void AStringWithMarks_IsAString()
    {
        using EpochGuard guard = _thread.Enter(_store.Now);
        FixedUpdate store = FixedUpdate.Store("10"u8.ToArray(), new NewItem(0, 3, Instant.Never) { Marks = ItemMarks.Stale | ItemMarks.BinaryKey });
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref store, guard));
        Assert.Equal(StoreStatus.Ok, Cache.Get(Key, guard, out _));
        Assert.Equal(StoreStatus.Ok, Cache.GetWithCas(Key, guard, out _));
        Assert.Equal(StoreStatus.Ok, Cache.Touch(Key, _store.Now.PlusSeconds(9), guard));
        Assert.Equal(StoreStatus.Ok, Cache.Increment(Key, 5, guard, out ulong number));
        Assert.Equal(15UL, number);
        Assert.Equal(StoreStatus.Ok, Cache.Read(Key, ReadIntent.Peek, guard, out ItemView item, out _));
        Assert.Equal((ItemKind.String, 3u, _store.Now.PlusSeconds(9)), (item.Kind, item.Flags, item.Expiry));
        Assert.Equal(ItemMarks.Stale | ItemMarks.BinaryKey, item.Marks & ~ItemMarks.Fetched);

        // More bytes make it current; how its key was sent stays.
        Assert.Equal(StoreStatus.Ok, Cache.Append(Key, "!"u8, guard));
        Assert.Equal(StoreStatus.Ok, Cache.Read(Key, ReadIntent.Peek, guard, out item, out _));
        Assert.Equal((ItemMarks.BinaryKey, true), (item.Marks, item.KeepsAccess));
        Assert.Equal("15!"u8, item.Value);
    }

    private void Put(ItemKind kind, in EpochGuard guard)
    {
        FixedUpdate store = FixedUpdate.Store(Pack, new NewItem(0, 0, Instant.Never) { Kind = kind });
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref store, guard));
    }

    private void RequireUntouched(ItemKind kind, in EpochGuard guard)
    {
        Assert.Equal(StoreStatus.Ok, Cache.Read(Key, ReadIntent.Peek, guard, out ItemView item, out ItemAccess access));
        Assert.Equal((kind, Instant.Never, ItemMarks.None), (item.Kind, item.Expiry, item.Marks));
        Assert.Equal(new ItemAccess(false, 0), access);
        Assert.Equal(Pack, item.Value);
    }

    private void RequirePlain(scoped ReadOnlySpan<byte> value, in EpochGuard guard)
    {
        Assert.Equal(StoreStatus.Ok, Cache.Get(Key, guard, out ItemView item));
        Assert.Equal((ItemKind.String, false), (item.Kind, item.KeepsAccess));
        Assert.True(item.Value.SequenceEqual(value));
    }
}
