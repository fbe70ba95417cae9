using System;
using System.Collections.Generic;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>Sparse segments become fewer, and no item can tell.</summary>
public sealed class CompactionTests
{
    private const int Segments = 32;
    private const int Items = 3600;

    [Theory]
    [InlineData(EvictionKind.None)]
    [InlineData(EvictionKind.Fifo)]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.S3Fifo)]
    public void EveryLiveItemSurvives_WithValueFlagsExpiryAndCasId(EvictionKind eviction)
    {
        using EvictionStore store = new(new SegCacheOptions { Eviction = eviction }, Segments);
        Dictionary<int, ulong> ids = Fill(store, Items);
        for (int i = 0; i < Items; i++)
        {
            if (i % 4 != 0)
            {
                ids.Remove(i);
                store.Delete("c", i);
            }
        }

        // It comes only once segments are needed.
        for (int i = 0; store.Metric(StorageMetric.SegmentCompact) == 0 && i < 300; i++)
        {
            store.Set("n", i, new Instant(900_000));
        }

        Assert.True(store.Metric(StorageMetric.SegmentCompact) >= 2);
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
        Assert.True(store.Metric(StorageMetric.SegmentReturn) >= 2);
        CheckAll(store, ids);
    }

    [Fact]
    public void WithATargetOfZero_NothingIsCompacted()
    {
        using EvictionStore store = new(new SegCacheOptions { Eviction = EvictionKind.None, CompactTarget = 0 }, Segments);
        Fill(store, Items);
        for (int i = 0; i < Items; i++)
        {
            if (i % 4 != 0)
            {
                store.Delete("c", i);
            }
        }

        store.Maintain();
        Assert.Equal(0, store.Metric(StorageMetric.SegmentCompact));
    }

    [Fact]
    public void AHeapThatNeverEvicts_TakesAsMuchAgain_OnceThreeQuartersAreDeleted()
    {
        using EvictionStore store = new(new SegCacheOptions { Eviction = EvictionKind.None }, Segments);
        int stored = 0;
        while (TrySet(store, stored))
        {
            stored++;
        }

        for (int i = 0; i < stored; i++)
        {
            if (i % 4 != 0)
            {
                store.Delete("d", i);
            }
        }

        int more = 0;
        while (TrySet(store, stored + more))
        {
            more++;
        }

        Assert.InRange(more, stored * 6 / 10, stored);
        for (int i = 0; i < stored; i += 4)
        {
            Assert.True(store.Has("d", i));
        }
    }

    private static bool TrySet(EvictionStore store, int number)
    {
        using EpochGuard guard = store.Enter();
        return store.Cache.Set(EvictionStore.KeyOf("d", number), new byte[70], 0, Instant.Never, guard) == StoreStatus.Ok;
    }

    /// <summary>Store items of every kind; returns the CAS ids that were asked for, 0 where none was.</summary>
    private static Dictionary<int, ulong> Fill(EvictionStore store, int count)
    {
        Dictionary<int, ulong> ids = [];
        for (int i = 0; i < count; i++)
        {
            using EpochGuard guard = store.Enter();
            byte[] key = EvictionStore.KeyOf("c", i);
            Instant expiry = i % 8 == 0 ? Instant.Never : new Instant(900_000 + (i % 500));
            Assert.Equal(StoreStatus.Ok, store.Cache.Set(key, BitConverter.GetBytes((long)i * i), (uint)(i % 3), expiry, guard));
            ids[i] = 0;
            if (i % 12 == 0)
            {
                Assert.Equal(StoreStatus.Ok, store.Cache.GetWithCas(key, guard, out ItemView item));
                ids[i] = item.Cas;
            }
        }

        return ids;
    }

    private static void CheckAll(EvictionStore store, Dictionary<int, ulong> ids)
    {
        foreach ((int i, ulong cas) in ids)
        {
            using EpochGuard guard = store.Enter();
            byte[] key = EvictionStore.KeyOf("c", i);
            Assert.Equal(StoreStatus.Ok, store.Cache.GetWithCas(key, guard, out ItemView item));
            Assert.Equal((long)i * i, BitConverter.ToInt64(item.Value));
            Assert.Equal((uint)(i % 3), item.Flags);
            Assert.Equal(i % 8 == 0 ? Instant.Never : new Instant(900_000 + (i % 500)), item.Expiry);
            if (cas != 0)
            {
                Assert.Equal(cas, item.Cas);
                Assert.Equal(StoreStatus.Ok, store.Cache.CompareAndSet(key, "x"u8, 0, Instant.Never, cas, guard));
            }
        }
    }
}
