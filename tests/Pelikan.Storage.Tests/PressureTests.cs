using System;
using System.Text;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Tests.Threads;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>A heap that is full, and who has to wait for whom.</summary>
public sealed class PressureTests
{
    private const int SegmentBytes = 4 * 1024;

    [Fact]
    public void WhileAThreadStaysInItsEpoch_WritersGiveUp_InsteadOfEvictingEverything()
    {
        using SharedStore store = new(EvictionKind.Fifo, 16, SegmentBytes, writers: 1);
        EpochParticipant writer = store.Register();
        EpochParticipant reader = store.Register();
        int i = 0;
        for (; store.Metric(StorageMetric.ItemEvict) == 0; i++)
        {
            Assert.Equal(StoreStatus.Ok, Set(store, writer, $"key{i}"));
        }

        long evicted;
        using (reader.Enter(store.Now))
        {
            evicted = store.Metric(StorageMetric.ItemEvict);
            StoreStatus status = StoreStatus.Ok;
            for (int j = 0; j < 1000 && status == StoreStatus.Ok; j++)
            {
                status = Set(store, writer, $"held{j}");
            }

            Assert.Equal(StoreStatus.NoSpace, status);
            long more = store.Metric(StorageMetric.ItemEvict) - evicted;
            Assert.InRange(more, 0, SegmentBytes / 24);
            store.Maintain();
            Assert.Equal(more, store.Metric(StorageMetric.ItemEvict) - evicted);
        }

        Assert.Equal(StoreStatus.Ok, Set(store, writer, "again"));
    }

    [Fact]
    public void AHeapThatNeverEvicts_IsOverwrittenForEver()
    {
        using SharedStore store = new(EvictionKind.None, 4, SegmentBytes, writers: 1);
        EpochParticipant writer = store.Register();
        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal(StoreStatus.Ok, Set(store, writer, $"key{i % 50}"));
        }
    }

    [Fact]
    public void AHeapThatNeverEvicts_RefusesWhenFull_AndTakesAgainWhatExpiryFrees()
    {
        using SharedStore store = new(EvictionKind.None, 4, SegmentBytes, writers: 1);
        EpochParticipant writer = store.Register();
        int stored = 0;
        while (Set(store, writer, $"key{stored}", new Instant(50_000)) == StoreStatus.Ok)
        {
            stored++;
        }

        Assert.InRange(stored, 4 * SegmentBytes / 40, 4 * SegmentBytes / 20);
        using (EpochGuard guard = writer.Enter(store.Now))
        {
            for (int i = 0; i < stored; i++)
            {
                Assert.Equal(StoreStatus.Ok, store.Cache.Get(Encoding.ASCII.GetBytes($"key{i}"), guard, out _));
            }
        }

        using EpochGuard later = writer.Enter(new Instant(50_000));
        Assert.Equal(StoreStatus.Ok, store.Cache.Set("late"u8, "x"u8, 0, Instant.Never, later));
    }

    [Fact]
    public void WritersThatRegisteredFarApart_StillHaveLanesOfTheirOwn()
    {
        using SharedStore store = new(EvictionKind.Fifo, 256, SegmentBytes, writers: 2);
        store.Register();
        EpochParticipant first = store.Register();
        store.Register();
        EpochParticipant second = store.Register();
        Set(store, first, "a");
        Set(store, second, "b");
        Assert.Equal(2, store.Cache.Check().Segments);
    }

    [Fact]
    public void AKeyThatNoHeaderHolds_IsRefused()
    {
        using SharedStore store = new(EvictionKind.Fifo, 4, SegmentBytes, writers: 1);
        EpochParticipant writer = store.Register();
        Assert.Equal(StoreStatus.Ok, Set(store, writer, new string('k', 255)));
        Assert.Equal(StoreStatus.TooLarge, Set(store, writer, new string('k', 256)));
    }

    private static StoreStatus Set(SharedStore store, EpochParticipant writer, string key, Instant? expiry = null)
    {
        using EpochGuard guard = writer.Enter(store.Now);
        return store.Cache.Set(Encoding.ASCII.GetBytes(key), "value of some bytes"u8, 0, expiry ?? Instant.Never, guard);
    }
}
