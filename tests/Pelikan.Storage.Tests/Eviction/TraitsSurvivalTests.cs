using System;
using System.Collections.Generic;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>An item that is moved stays what it is: kind, marks, account of its reads, and the CAS id that a store told or was told.</summary>
public sealed class TraitsSurvivalTests
{
    private const int Segments = 32;
    private const int Items = 250;

    /// <summary>With header and traits about as long as the others.</summary>
    private const int ValueBytes = 80;

    private static readonly Instant Stored = new(10_000);

    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.S3Fifo)]
    public void WhatIsMovedByAnEviction_IsWhatItWas(EvictionKind eviction)
    {
        using EvictionStore store = new(new SegCacheOptions { Eviction = eviction }, Segments);
        Dictionary<int, ulong> ids = Fill(store);
        for (int i = 0; i < 6 * Segments * EvictionStore.ItemsPerSegment; i++)
        {
            if (i % 40 == 0)
            {
                // Read often, so that most are kept; that shows in their access, and nowhere else.
                store.Now = store.Now.PlusSeconds(1);
                ReadAll(store, ids);
            }

            store.Set("f", i, Instant.Never);
        }

        Assert.InRange(store.Metric(StorageMetric.ItemPromote), Items / 2, long.MaxValue);
        CheckAll(store, ids, new ItemAccess(true, 0), least: Items / 3);
    }

    [Theory]
    [InlineData(EvictionKind.None)]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.S3Fifo)]
    public void WhatIsMovedByACompaction_IsWhatItWas(EvictionKind eviction)
    {
        using EvictionStore store = new(new SegCacheOptions { Eviction = eviction }, Segments);

        // Between them much that is deleted again.
        int plain = 0;
        Dictionary<int, ulong> ids = Fill(store, between: () =>
        {
            for (int i = 0; i < 3; i++)
            {
                store.Set("d", plain++, Instant.Never);
            }
        });
        for (int i = 0; i < plain; i++)
        {
            store.Delete("d", i);
        }

        store.Now = store.Now.PlusSeconds(5);
        for (int i = 0; store.Metric(StorageMetric.SegmentCompact) < 2 && i < 400; i++)
        {
            store.Set("n", i, Instant.Never);
        }

        Assert.InRange(store.Metric(StorageMetric.SegmentCompact), 2, Segments);
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
        Assert.InRange(store.Metric(StorageMetric.ItemRelink), 15, long.MaxValue);
        CheckAll(store, ids, new ItemAccess(false, 5), least: Items);
    }

    [Fact]
    public void WhatIsTouched_IsWhatItWas()
    {
        using EvictionStore store = new(new SegCacheOptions { Eviction = EvictionKind.None }, Segments);
        Dictionary<int, ulong> ids = Fill(store);
        store.Now = store.Now.PlusSeconds(7);
        foreach (int i in ids.Keys)
        {
            using EpochGuard guard = store.Enter();
            FixedUpdate touch = FixedUpdate.Touch(store.Now.PlusSeconds(100 + i));
            Assert.Equal(StoreStatus.Ok, store.Cache.Update(EvictionStore.KeyOf("t", i), ref touch, guard));
            Assert.Equal(MarksOf(i), touch.SawMarks);
        }

        CheckAll(store, ids, new ItemAccess(false, 7), least: Items);
    }

    private static byte[] ValueOf(int i)
    {
        byte[] value = new byte[ValueBytes];
        Array.Fill(value, (byte)i);
        return value;
    }

    private static ItemKind KindOf(int i) => (ItemKind)(i % 5);

    private static ItemMarks MarksOf(int i) => (ItemMarks)(i / 5 % 8);

    /// <summary>Items of every kind with every marks that an update stores, which told or were given their ids.</summary>
    private static Dictionary<int, ulong> Fill(EvictionStore store, Action? between = null)
    {
        Assert.Equal(Stored, store.Now);
        Dictionary<int, ulong> ids = [];
        for (int i = 0; i < Items; i++)
        {
            NewItem fresh = new(0, (uint)(i % 3), Instant.Never)
            {
                Kind = KindOf(i),
                Marks = MarksOf(i),
                KeepsAccess = true,
                Cas = i % 2 == 0 ? 0 : (ulong)i + 1_000,
                TellsCas = i % 2 == 0,
            };
            using (EpochGuard guard = store.Enter())
            {
                FixedUpdate update = FixedUpdate.Store(ValueOf(i), fresh);
                Assert.Equal(StoreStatus.Ok, store.Cache.Update(EvictionStore.KeyOf("t", i), ref update, guard, out ulong cas));
                ids[i] = cas;
            }

            between?.Invoke();
        }

        return ids;
    }

    private static void ReadAll(EvictionStore store, Dictionary<int, ulong> ids)
    {
        foreach (int i in ids.Keys)
        {
            using EpochGuard guard = store.Enter();
            store.Cache.Read(EvictionStore.KeyOf("t", i), ReadIntent.Use, guard, out _, out _);
        }
    }

    private static void CheckAll(EvictionStore store, Dictionary<int, ulong> ids, ItemAccess expected, int least)
    {
        int found = 0;
        foreach ((int i, ulong cas) in ids)
        {
            using EpochGuard guard = store.Enter();
            byte[] key = EvictionStore.KeyOf("t", i);
            if (store.Cache.Read(key, ReadIntent.Peek, guard, out ItemView item, out ItemAccess access) != StoreStatus.Ok)
            {
                continue;
            }

            found++;
            Assert.InRange(access.SecondsAgo, expected.SecondsAgo, expected.SecondsAgo + 1);
            Assert.Equal(expected.Fetched, access.Fetched);
            Assert.Equal(ValueOf(i), item.Value);
            Assert.Equal((KindOf(i), MarksOf(i), (uint)(i % 3)), (item.Kind, item.Marks & ~ItemMarks.Fetched, item.Flags));
            Assert.Equal(StoreStatus.Ok, store.Cache.Read(key, ReadIntent.Cas, guard, out item, out _));
            Assert.Equal(cas, item.Cas);
        }

        Assert.InRange(found, least, Items);
    }
}
