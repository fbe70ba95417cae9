using System.Linq;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>Under each policy, from the outside: what is still there when more was stored than fits.</summary>
public sealed class SurvivalTests
{
    private const int Segments = 20;
    private const int Fill = Segments * EvictionStore.ItemsPerSegment;

    private static readonly Instant Soon = new(100_000);
    private static readonly Instant Late = new(50_000_000);

    [Fact]
    public void Fifo_LosesTheOldest()
    {
        using EvictionStore store = New(EvictionKind.Fifo);
        SetMany(store, "a", 2 * Fill, Instant.Never);
        bool[] there = Present(store, "a", 2 * Fill);
        Assert.InRange(there.Count(here => here), Fill * 8 / 10, Fill);
        Assert.All(there.SkipWhile(here => !here), Assert.True);
    }

    [Fact]
    public void Random_LosesWholeSegments_NotAlwaysTheOldest()
    {
        using EvictionStore store = New(EvictionKind.Random);
        SetMany(store, "a", 2 * Fill, Instant.Never);
        bool[] there = Present(store, "a", 2 * Fill);
        Assert.InRange(there.Count(here => here), Fill * 8 / 10, Fill);
        Assert.Contains(false, there.SkipWhile(here => !here));
        Assert.All(there.Chunk(EvictionStore.ItemsPerSegment), segment => Assert.Single(segment.Distinct()));
    }

    [Fact]
    public void RandomFifo_LosesTheOldestOfEachTtlBucket()
    {
        using EvictionStore store = New(EvictionKind.RandomFifo);
        for (int i = 0; i < Fill; i++)
        {
            store.Set("s", i, Soon);
            store.Set("l", i, Late);
        }

        foreach (bool[] there in new[] { Present(store, "s", Fill), Present(store, "l", Fill) })
        {
            Assert.InRange(there.Count(here => here), Fill / 10, Fill * 9 / 10);
            Assert.All(there.SkipWhile(here => !here), Assert.True);
        }
    }

    [Fact]
    public void Cte_LosesWhatExpiresFirst_ThoughItIsNewer()
    {
        using EvictionStore store = New(EvictionKind.Cte);
        SetMany(store, "l", Fill / 2, Late);
        SetMany(store, "s", 3 * Fill, Soon);
        Assert.All(Present(store, "l", Fill / 2), Assert.True);
    }

    [Fact]
    public void Util_LosesTheEmptiestSegment()
    {
        using EvictionStore store = New(EvictionKind.Util, compactTarget: 0);
        int stored = 0;
        while (store.Metric(StorageMetric.ItemEvict) == 0 && store.Metric(StorageMetric.SegmentEvictEx) == 0 && stored < Fill - 160)
        {
            store.Set("a", stored++, Instant.Never);
        }

        // The sixth segment keeps 5 items of 40.
        const int First = 5 * EvictionStore.ItemsPerSegment;
        for (int i = First; i < First + 35; i++)
        {
            store.Delete("a", i);
        }

        while (store.Metric(StorageMetric.ItemEvict) == 0)
        {
            store.Set("a", stored++, Instant.Never);
        }

        bool[] there = Present(store, "a", stored);
        Assert.Equal(5, store.Metric(StorageMetric.ItemEvict));
        Assert.All(there[..First], Assert.True);
        Assert.All(there[First..(First + 40)], Assert.False);
        Assert.All(there[(First + 40)..], Assert.True);
    }

    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.S3Fifo)]
    public void WhatIsReadAgain_OutlivesAFloodOfWhatIsNot(EvictionKind eviction)
    {
        using EvictionStore store = New(eviction);
        for (int i = 0; i < 6 * Fill; i++)
        {
            if (i % 10 == 0 && i < 1200)
            {
                store.Set("h", i / 10, Instant.Never);
            }

            if (i % 40 == 0)
            {
                store.Now = store.Now.PlusSeconds(1);
                Present(store, "h", 120);
            }

            store.Set("f", i, Instant.Never);
        }

        Assert.Equal(120, Present(store, "h", 120).Count(here => here));
        Assert.InRange(Present(store, "f", 6 * Fill).Count(here => here), EvictionStore.ItemsPerSegment, Fill);
        Assert.True(store.Metric(StorageMetric.ItemPromote) >= 120);
    }

    [Fact]
    public void Merge_LosesTheUnread_BeforeThoseReadLongAgo()
    {
        using EvictionStore store = New(EvictionKind.Merge);
        for (int i = 0; i < 80; i++)
        {
            store.Set("h", i, Instant.Never);
            for (int j = 0; j < 9; j++)
            {
                store.Set("f", (i * 9) + j, Instant.Never);
            }

            if (i % 4 == 3)
            {
                store.Now = store.Now.PlusSeconds(1);
                Present(store, "h", i + 1);
            }
        }

        // From here on nobody reads them; what comes in is gone through before them.
        SetMany(store, "n", Fill / 2, Instant.Never);
        Assert.True(store.Metric(StorageMetric.ItemEvict) > Fill / 2);
        Assert.All(Present(store, "h", 80), Assert.True);
    }

    [Fact]
    public void S3Fifo_StoresWhatItDroppedLately_InTheMainQueue_WhereAScanDoesNotReachIt()
    {
        using EvictionStore store = New(EvictionKind.S3Fifo);
        SetMany(store, "a", 2 * Fill, Instant.Never);
        int[] gone = Enumerable.Range(0, 2 * Fill).Where(i => !store.Has("a", i)).TakeLast(EvictionStore.ItemsPerSegment).ToArray();
        foreach (int i in gone)
        {
            store.Set("a", i, Instant.Never);
        }

        Assert.InRange(store.Metric(StorageMetric.ItemGhostHit), gone.Length * 9 / 10, gone.Length);
        SetMany(store, "s", Fill / 2, Instant.Never);
        Assert.InRange(gone.Count(i => store.Has("a", i)), gone.Length * 9 / 10, gone.Length);
    }

    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.S3Fifo)]
    public void AFlush_ReachesWhatHasMoved_AndNothingThatCameLater(EvictionKind eviction)
    {
        using EvictionStore store = New(eviction);
        for (int i = 0; i < 2 * Fill; i++)
        {
            store.Set("f", i, Instant.Never);
            if (i % 20 == 0)
            {
                store.Now = store.Now.PlusSeconds(1);
                Present(store, "f", 60);
            }
        }

        Assert.True(store.Metric(StorageMetric.ItemRelink) > 0);
        using (EpochGuard guard = store.Enter())
        {
            store.Cache.FlushAll(store.Now, guard);
        }

        SetMany(store, "n", 100, Instant.Never);
        Assert.All(Present(store, "f", 2 * Fill), Assert.False);
        Assert.All(Present(store, "n", 100), Assert.True);
        store.Maintain();
        Assert.Equal(100, store.Cache.Check().Items);
    }

    [Fact]
    public void ManyTtlBuckets_OnFewSegments_ShareOpenOnes()
    {
        using EvictionStore store = New(EvictionKind.Fifo);
        for (int i = 0; i < Fill / 2; i++)
        {
            store.Set("a", i, store.Now.PlusSeconds(10_000 + (i % 50 * 4_000)));
        }

        // Fifty open segments would be more than there are.
        Assert.All(Present(store, "a", Fill / 2), Assert.True);
        Assert.True(store.Metric(StorageMetric.SegmentBorrow) > 0);
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
    }

    private static EvictionStore New(EvictionKind eviction, int compactTarget = 2) =>
        new(new SegCacheOptions { Eviction = eviction, CompactTarget = compactTarget }, Segments);

    private static void SetMany(EvictionStore store, string name, int count, Instant expiry)
    {
        for (int i = 0; i < count; i++)
        {
            store.Set(name, i, expiry);
        }
    }

    private static bool[] Present(EvictionStore store, string name, int count) =>
        Enumerable.Range(0, count).Select(i => store.Has(name, i)).ToArray();
}
