using System;
using System.Globalization;
using System.Text;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Xunit;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>What a store is after a clean stop and a start: what it was before.</summary>
public sealed class RestoreTests : IDisposable
{
    // More keys than the store holds, in turns; the last ones once more, so that they leave their dead behind.
    private const int Keys = 12_000;
    private const int Writes = 48_000;
    private const int Again = 500;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryItem_KeepsValueFlagsExpiryAndCas()
    {
        ulong observed;
        Instant expiry;
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            expiry = first.Now.PlusSeconds(100);
            first.Set("plain", "1");
            first.Set("flags", "2", flags: 42);
            first.Set("expires", "3", flags: 7, expiry);
            first.Set("empty", "");
            observed = first.Cas("expires");
            Assert.Equal(4, first.Seal());
        }

        using Incarnation second = new(_folder.File());
        Assert.True(second.File.IsRestorable);
        Assert.Equal("1", second.Get("plain"));
        Assert.Equal("", second.Get("empty"));
        Assert.Equal(4, second.Metric("item_restore"));
        Assert.Equal(4, second.Metric("item_current"));
        Assert.Equal(observed, second.Cas("expires"));
        using EpochGuard guard = second.Thread.Enter(second.Now);
        Assert.Equal(StoreStatus.Ok, second.Cache.Get("expires"u8, guard, out ItemView item));
        Assert.Equal("3", Encoding.ASCII.GetString(item.Value));
        Assert.Equal(7u, item.Flags);
        Assert.Equal(expiry, item.Expiry);
        Assert.Equal(StoreStatus.Ok, second.Cache.CompareAndSet("expires"u8, "4"u8, 0, Instant.Never, observed, guard));
        Assert.Equal(StoreStatus.Exists, second.Cache.CompareAndSet("expires"u8, "5"u8, 0, Instant.Never, observed, guard));
    }

    /// <summary>Kind, marks, the account of reads, and ids: told by a store, chosen by a client, or of another item's past.</summary>
    [Fact]
    public void Traits_AndToldIds_AreAsTheyWere()
    {
        MachineTime atSeal = new(Guid.NewGuid(), BootMilliseconds: 10_000, UnixMilliseconds: 500_000);
        ulong told;
        ulong plain;
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            told = Update(first, "told", new NewItem(0, 3, Instant.Never) { Marks = ItemMarks.Stale | ItemMarks.BinaryKey, TellsCas = true });
            Update(first, "chosen", new NewItem(0, 0, first.Now.PlusSeconds(100)) { KeepsAccess = true, Cas = 77 });
            Update(first, "pack", new NewItem(0, 0, Instant.Never) { Kind = ItemKind.SortedSet });
            plain = Update(first, "plain", new NewItem(0, 0, Instant.Never));
            first.Now = first.Now.PlusSeconds(20);
            Assert.Equal("value", first.Get("chosen"));
            Assert.Equal(4, first.Seal(atSeal));
        }

        using Incarnation second = new(_folder.File(), machine: atSeal with { BootMilliseconds = 15_000 });
        using EpochGuard guard = second.Thread.Enter(second.Now);
        Assert.Equal(StoreStatus.Ok, second.Cache.Read("told"u8, ReadIntent.Cas, guard, out ItemView item, out ItemAccess access));
        Assert.Equal((told, 3u, ItemMarks.Stale | ItemMarks.BinaryKey), (item.Cas, item.Flags, item.Marks));
        Assert.Equal(new ItemAccess(false, 25), access);
        Assert.Equal(StoreStatus.Ok, second.Cache.Read("chosen"u8, ReadIntent.Cas, guard, out item, out access));
        Assert.Equal((77UL, new ItemAccess(true, 5)), (item.Cas, access));
        Assert.Equal(StoreStatus.Ok, second.Cache.Read("pack"u8, ReadIntent.Peek, guard, out item, out access));
        Assert.Equal((ItemKind.SortedSet, new ItemAccess(false, 25)), (item.Kind, access));
        Assert.Equal(StoreStatus.WrongKind, second.Cache.Get("pack"u8, guard, out _));
        Assert.Equal(StoreStatus.Ok, second.Cache.Read("plain"u8, ReadIntent.Cas, guard, out item, out access));
        Assert.Equal((plain, false, -1L), (item.Cas, item.KeepsAccess, access.SecondsAgo));
        Assert.Equal(StoreStatus.Ok, second.Cache.Touch("told"u8, second.Now.PlusSeconds(5), guard));
        Assert.Equal(StoreStatus.Ok, second.Cache.CompareAndSet("told"u8, "4"u8, 0, Instant.Never, told, guard));
    }

    [Fact]
    public void AnItemThatExpiredMeanwhile_IsGoneToTheMillisecond()
    {
        MachineTime atSeal = new(Guid.NewGuid(), BootMilliseconds: 10_000, UnixMilliseconds: 500_000);
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            first.Set("a", "x", expiry: first.Now.PlusMilliseconds(2_000));
            first.Set("b", "y", expiry: first.Now.PlusMilliseconds(2_001));
            first.Seal(atSeal);
        }

        using Incarnation second = new(_folder.File(), machine: atSeal with { BootMilliseconds = 12_000 });
        Assert.Null(second.Get("a"));
        Assert.Equal("y", second.Get("b"));
    }

    [Fact]
    public void WhatIsSealed_IsAsOftenRestoredAsItIsSealed()
    {
        for (int life = 0; life < 5; life++)
        {
            using Incarnation store = new(_folder.File());
            for (int key = 0; key < life; key++)
            {
                Assert.Equal(key.ToString(CultureInfo.InvariantCulture), store.Get($"key{key}"));
            }

            store.File.BeginUse();
            store.Set($"key{life}", life.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(life + 1, store.Seal());
        }
    }

    [Fact]
    public void CasIds_OfNewItemsDifferFromThoseToldBefore()
    {
        ulong before;
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            first.Set("a", "x");
            before = first.Cas("a");
            first.Seal();
        }

        using Incarnation second = new(_folder.File());
        second.Set("a", "y");
        Assert.NotEqual(before, second.Cas("a"));
    }

    [Fact]
    public void AFlushBeforeTheStop_HoldsAfterTheStart()
    {
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            first.Set("old", "x");
            using (EpochGuard guard = first.Thread.Enter(first.Now))
            {
                first.Cache.FlushAll(first.Now, guard);
            }

            first.Set("new", "y");
            first.Seal();
        }

        using Incarnation second = new(_folder.File());
        Assert.Null(second.Get("old"));
        Assert.Equal("y", second.Get("new"));
        second.Maintain();
        second.Maintain();
        Assert.Null(second.Get("old"));
        Assert.Equal("y", second.Get("new"));
    }

    [Fact]
    public void AFlushToCome_ComesAfterTheStart()
    {
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            first.Set("a", "x");
            using (EpochGuard guard = first.Thread.Enter(first.Now))
            {
                first.Cache.FlushAll(first.Now.PlusSeconds(10), guard);
            }

            first.Seal();
        }

        using Incarnation second = new(_folder.File());
        Assert.Equal("x", second.Get("a"));
        second.Now = second.Now.PlusMilliseconds(9_999);
        Assert.Equal("x", second.Get("a"));
        second.Now = second.Now.PlusMilliseconds(1);
        Assert.Null(second.Get("a"));
    }

    [Fact]
    public void OpenSegments_GoOnWhereTheyStopped()
    {
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            first.Set("a", "x");
            first.Seal();
        }

        using Incarnation second = new(_folder.File());
        second.Set("b", "y");
        Assert.Equal(1, second.Metric("segment_current"));
    }

    [Fact]
    public void OpenSegmentsOfLanesThatAreNoMore_AreSealed()
    {
        // 64 segments a lane: two writers have two lanes here, one writer has one.
        HeapShape shape = new(128L * Incarnation.SegmentBytes, Incarnation.SegmentBytes, 1);
        using (Incarnation first = new(_folder.File(), shape, writers: 2))
        {
            first.File.BeginUse();
            first.Set("a", "x");
            using (EpochGuard guard = first.Second.Enter(first.Now))
            {
                first.Cache.Set("b"u8, "y"u8, 0, Instant.Never, guard);
            }

            Assert.Equal(2, first.Metric("segment_current"));
            first.Seal();
        }

        using Incarnation second = new(_folder.File(), shape, writers: 1);
        Assert.Equal("x", second.Get("a"));
        Assert.Equal("y", second.Get("b"));
        second.Set("c", "z");
        Assert.Equal("x", second.Get("a"));
    }

    [Fact]
    public void Partitions_KeepTheirItemsApart()
    {
        HeapShape shape = new(16L * Incarnation.SegmentBytes, Incarnation.SegmentBytes, 4);
        using (Incarnation first = new(_folder.File(), shape))
        {
            first.File.BeginUse();
            for (int i = 0; i < shape.Partitions; i++)
            {
                first.Set("a", $"of {i}", cache: first.Caches[i]);
            }

            Assert.Equal(4, first.Seal());
        }

        using Incarnation second = new(_folder.File(), shape);
        for (int i = 0; i < shape.Partitions; i++)
        {
            Assert.Equal($"of {i}", second.Get("a", second.Caches[i]));
        }
    }

    [Fact]
    public void AStartThatIsNotUsed_LeavesTheFileSealed()
    {
        using (Incarnation first = new(_folder.File()))
        {
            first.File.BeginUse();
            first.Set("a", "x");
            first.Seal();
        }

        new Incarnation(_folder.File()).Dispose();
        using Incarnation third = new(_folder.File());
        Assert.Equal("x", third.Get("a"));
    }

    [Fact]
    public void AFullStoreWithTheDeadOfManyThreads_IsAsItWas()
    {
        using (Incarnation first = new(_folder.File(), writers: 2))
        {
            first.File.BeginUse();
            for (int step = 0; step < Writes + Again; step++)
            {
                int i = step < Writes ? step : step - Again;
                EpochGuard guard = (i % 3 == 0 ? first.Second : first.Thread).Enter(first.Now);
                Assert.Equal(StoreStatus.Ok, first.Cache.Set(Key(i), Value(i), (uint)i % 5, first.Now.PlusSeconds(50 + (i % 3 * 100)), guard));
                guard.Dispose();
                if (step % 1_000 == 0)
                {
                    first.Maintain();
                }
            }

            Assert.NotEqual(0, first.Metric("item_dead"));
            Assert.NotEqual(0, first.Metric("segment_evict"));
            first.Seal();
            first.CheckSound();
        }

        using Incarnation second = new(_folder.File(), writers: 2);
        second.CheckSound();
        long found = 0;
        for (int i = Writes - Keys; i < Writes; i++)
        {
            // The last write of each key: it is there, or evicted; an older one never shows.
            using EpochGuard guard = second.Thread.Enter(second.Now);
            if (second.Cache.Get(Key(i), guard, out ItemView item) == StoreStatus.Ok)
            {
                found++;
                Assert.Equal(Value(i), item.Value.ToArray());
            }
        }

        Assert.Equal(second.Metric("item_current"), found);
        Assert.InRange(found, 1_000, Keys);
        for (int i = 0; i < 20_000; i++)
        {
            using EpochGuard guard = second.Thread.Enter(second.Now);
            Assert.Equal(StoreStatus.Ok, second.Cache.Set(Key(i), Value(i), 0, Instant.Never, guard));
        }
    }

    private static ulong Update(Incarnation store, string key, NewItem fresh)
    {
        using EpochGuard guard = store.Thread.Enter(store.Now);
        FixedUpdate update = FixedUpdate.Store("value"u8.ToArray(), fresh);
        Assert.Equal(StoreStatus.Ok, store.Cache.Update(Encoding.ASCII.GetBytes(key), ref update, guard, out ulong cas));
        return cas;
    }

    private static byte[] Key(int i) => Encoding.ASCII.GetBytes($"key-{i % Keys}");

    private static byte[] Value(int i) => Encoding.ASCII.GetBytes($"value-{i}-{new string('v', i % 200)}");
}
