using System;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Tests.Eviction;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>CAS ids that an update tells, or that a client chooses: what they are, and how long they hold.</summary>
public sealed class CasTellingTests : IDisposable
{
    private static readonly byte[] Key = "key"u8.ToArray();

    private readonly EvictionStore _store = new(new SegCacheOptions { Eviction = EvictionKind.None }, segments: 32);

    private SegCache Cache => _store.Cache;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AnUpdateThatStores_TellsTheIdItStoredUnder()
    {
        using EpochGuard guard = _store.Enter();
        ulong first = Store(guard, tells: true);
        Assert.Equal(first, CasOf(guard));
        ulong second = Store(guard, tells: true);
        Assert.NotEqual(first, second);
        Assert.Equal(StoreStatus.Exists, Cache.CompareAndSet(Key, "x"u8, 0, Instant.Never, first, guard));
        Assert.Equal(StoreStatus.Ok, Cache.CompareAndSet(Key, "x"u8, 0, Instant.Never, second, guard));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AToldId_OutlastsATouch_AndOneThatWasNotTold_NeedNot(bool tells)
    {
        using EpochGuard guard = _store.Enter();
        ulong told = Store(guard, tells);
        Assert.Equal(StoreStatus.Ok, Cache.Touch(Key, _store.Now.PlusSeconds(60), guard));
        Assert.Equal(tells, CasOf(guard) == told);
    }

    [Fact]
    public void ATouchThatTells_TellsTheIdOfTheTouched()
    {
        using EpochGuard guard = _store.Enter();
        Store(guard, tells: false);

        // Its first copy's id was told to nobody; that of the second one is.
        FixedUpdate touch = FixedUpdate.Touch(_store.Now.PlusSeconds(60), tellsCas: true);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref touch, guard, out ulong told));
        Assert.Equal(told, CasOf(guard));
        touch = FixedUpdate.Touch(_store.Now.PlusSeconds(90), tellsCas: true);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref touch, guard, out ulong again));
        Assert.Equal(told, again);

        // Without another expiry there is no copy, and the id is to last all the same.
        Store(guard, tells: false);
        touch = FixedUpdate.Touch(Instant.Never, tellsCas: true);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref touch, guard, out told));
        Assert.Equal(StoreStatus.Ok, Cache.Touch(Key, _store.Now.PlusSeconds(5), guard));
        Assert.Equal(told, CasOf(guard));
    }

    [Fact]
    public void AnUpdateThatLeavesTheItem_TellsItsId_IfItIsAskedTo()
    {
        using EpochGuard guard = _store.Enter();
        Store(guard, tells: false);
        FixedUpdate leave = new(UpdateAction.Leave, default, []);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref leave, guard, out ulong cas));
        Assert.Equal(0UL, cas);
        leave = new FixedUpdate(UpdateAction.Leave, new NewItem { TellsCas = true }, []);
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref leave, guard, out cas));
        Assert.Equal(leave.SawCas, cas);
        Assert.Equal(StoreStatus.Ok, Cache.Touch(Key, _store.Now.PlusSeconds(5), guard));
        Assert.Equal(StoreStatus.Ok, Cache.CompareAndSet(Key, "x"u8, 0, Instant.Never, cas, guard));
    }

    [Fact]
    public void WhereNothingIsStored_NoIdIsTold()
    {
        using EpochGuard guard = _store.Enter();
        NewItem telling = new(3, 0, Instant.Never) { TellsCas = true };
        foreach (FixedUpdate decided in new[]
        {
            new FixedUpdate(UpdateAction.Leave, telling, []),
            new FixedUpdate(UpdateAction.Touch, telling, []),
            new FixedUpdate(UpdateAction.Remove, telling, []),
            new FixedUpdate(UpdateAction.Store, telling with { Expiry = _store.Now }, []),
            new FixedUpdate(UpdateAction.Store, telling with { ValueLength = EvictionStore.SegmentBytes }, []),
            new FixedUpdate(UpdateAction.Store, telling with { ValueLength = -1, Cas = 5 }, []),
        })
        {
            FixedUpdate update = decided;
            Cache.Update(Key, ref update, guard, out ulong cas);
            Assert.Equal(0UL, cas);
        }

        Assert.Equal(StoreStatus.NotFound, Cache.Get(Key, guard, out _));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(1_790_000_000_000_000_000UL)]
    [InlineData(ulong.MaxValue)]
    public void AnIdThatAClientChose_IsTheItems_WhateverBecomesOfIt(ulong chosen)
    {
        using EpochGuard guard = _store.Enter();
        Assert.Equal(chosen, Store(guard, tells: false, chosen));
        Assert.Equal(chosen, CasOf(guard));
        Assert.Equal(StoreStatus.Ok, Cache.Touch(Key, _store.Now.PlusSeconds(60), guard));
        Assert.Equal(chosen, CasOf(guard));
        Assert.Equal(StoreStatus.Ok, Cache.CompareAndSet(Key, "2"u8, 0, Instant.Never, chosen, guard));
        Assert.NotEqual(chosen, CasOf(guard));
        Assert.Equal(StoreStatus.Exists, Cache.CompareAndSet(Key, "3"u8, 0, Instant.Never, chosen, guard));
    }

    /// <summary>Whatever is stored after an item with a chosen id, wherever: its id is none that a client would choose.</summary>
    [Fact]
    public void IdsMadeHere_AreOutOfTheReachOfCountersAndTimes()
    {
        ulong least = ulong.MaxValue;
        ulong most = 0;
        for (int i = 0; i < 2_000; i++)
        {
            using (EpochGuard guard = _store.Enter())
            {
                ulong cas = Store(guard, tells: i % 2 == 0);
                (least, most) = (Math.Min(least, cas), Math.Max(most, cas));
            }

            _store.Maintain();
        }

        Assert.True(_store.Metric(StorageMetric.SegmentReturn) > 0, "no segment was used again: this shows nothing of generations");
        Assert.InRange(least, 1UL << 62, (ulong)long.MaxValue);
        Assert.InRange(most, 1UL << 62, (ulong)long.MaxValue);
    }

    private ulong Store(in EpochGuard guard, bool tells, ulong chosen = 0)
    {
        FixedUpdate store = FixedUpdate.Store(new byte[100], new NewItem(0, 0, Instant.Never) { TellsCas = tells, Cas = chosen });
        Assert.Equal(StoreStatus.Ok, Cache.Update(Key, ref store, guard, out ulong cas));
        return cas;
    }

    private ulong CasOf(in EpochGuard guard)
    {
        Assert.Equal(StoreStatus.Ok, Cache.GetWithCas(Key, guard, out ItemView item));
        return item.Cas;
    }
}
