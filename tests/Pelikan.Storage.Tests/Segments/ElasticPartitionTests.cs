using System.Linq;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Segments;

/// <summary>Partitions that come, grow, give back and go, while the others stay.</summary>
public sealed class ElasticPartitionTests
{
    private const int Segments = 128;

    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.Fifo)]
    [InlineData(EvictionKind.Random)]
    public void ANewcomer_GetsItsShare_FromOneThatHeldEverything_ThoughItsOwnerDoesNotLook(EvictionKind eviction)
    {
        using SharedPool shared = new(Segments, eviction);
        SegCache first = shared.Join();
        shared.FillOver(first);
        Assert.InRange(shared.Segments(first), Segments - 2, Segments);

        SegCache second = shared.Join();
        Assert.Equal((Segments / 2, Segments / 2), (shared.Share(first), shared.Share(second)));
        int key = 0;
        // Nearer to its share it keeps its reserve, by evicting its own.
        while (shared.Segments(second) < shared.Share(second) - 3)
        {
            Assert.Equal(StoreStatus.Ok, shared.Set(second, key++));
            second.Maintain(shared.Thread, shared.Now);
        }

        // Below its share it lost nothing of its own; the other gave, and not more than it had beyond its share.
        Assert.Equal(0, SharedPool.Metric(second, StorageMetric.ItemEvict));
        Assert.All(Enumerable.Range(0, key), i => Assert.True(shared.Has(second, i)));
        Assert.True(SharedPool.Metric(first, StorageMetric.SegmentGiveUp) >= (Segments / 2) - 8);
        Assert.InRange(shared.Segments(first), Segments / 2, (Segments / 2) + 4);
    }

    [Fact]
    public void AloneInTheHeap_APartitionGrowsBeyondItsShare_AndItsOwnerGivesBack()
    {
        using SharedPool shared = new(Segments, EvictionKind.Merge);
        bool told = false;
        SegCache busy = shared.Join(() => told = true);
        SegCache idle = shared.Join();
        shared.FillOver(busy);
        Assert.InRange(shared.Segments(busy), Segments / 2 + 1, Segments - shared.Pool.Headroom);
        busy.Maintain(shared.Thread, shared.Now);
        int ready = shared.Pool.Free;
        Assert.True(ready > shared.Pool.Headroom, $"{ready} segments are ready");

        // Once the other reaches into the headroom, the owner is told, and its next round restores it.
        told = false;
        int key = 0;
        while (!told)
        {
            Assert.Equal(StoreStatus.Ok, shared.Set(idle, key++));
        }

        long before = shared.Segments(busy);
        busy.Maintain(shared.Thread, shared.Now);
        Assert.InRange(shared.Pool.Free, shared.Pool.Headroom, Segments);
        Assert.True(shared.Segments(busy) < before, "nothing was given back");
        Assert.True(SharedPool.Metric(busy, StorageMetric.SegmentGiveUp) > 0, "nothing counts as given up");
        Assert.Equal(0, SharedPool.Metric(idle, StorageMetric.ItemEvict));
    }

    [Fact]
    public void AShareThatGrows_IsUsed()
    {
        using SharedPool shared = new(Segments, EvictionKind.Fifo);
        SegCache first = shared.Join();
        SegCache second = shared.Join();
        shared.FillOver(first);
        shared.FillOver(second);
        first.Retire();
        Assert.Equal(Segments, shared.Share(second));
        Assert.True(first.TryDispose());
        shared.Forget(first);
        shared.FillOver(second);
        Assert.InRange(shared.Segments(second), Segments - 2, Segments);
    }

    [Fact]
    public void WithoutEviction_NobodyTakesMoreThanItsShare_AndANewcomerWaitsForWhatIsFreedAnyway()
    {
        using SharedPool shared = new(Segments, EvictionKind.None);
        SegCache first = shared.Join();
        SegCache second = shared.Join();
        int stored = 0;
        while (shared.Set(first, stored) == StoreStatus.Ok)
        {
            stored++;
        }

        // One of each share is spared for compaction.
        Assert.Equal((Segments / 2 - 1, Segments / 2 + 1), (shared.Segments(first), shared.Pool.Free));
        int others = 0;
        while (shared.Set(second, others) == StoreStatus.Ok)
        {
            others++;
        }

        SegCache newcomer = shared.Join();
        int early = 0;
        while (shared.Set(newcomer, early) == StoreStatus.Ok)
        {
            early++;
        }

        Assert.InRange(shared.Segments(newcomer), 0, 2);
        Assert.All(Enumerable.Range(0, stored), i => Assert.True(shared.Has(first, i)));
        Assert.All(Enumerable.Range(0, others), i => Assert.True(shared.Has(second, i)));

        // What its clients delete comes back, to whoever is below the share.
        using (EpochGuard guard = shared.Thread.Enter(shared.Now))
        {
            first.FlushAll(shared.Now, guard);
        }

        for (int i = 0; i < stored / 3; i++)
        {
            Assert.Equal(StoreStatus.Ok, shared.Set(newcomer, i));
        }

        Assert.All(Enumerable.Range(0, others), i => Assert.True(shared.Has(second, i)));
    }

    [Fact]
    public void ADroppedPartition_GivesBackOnlyWhenTheLastTurnThatMaySeeItHasEnded()
    {
        using SharedPool shared = new(Segments, EvictionKind.Merge);
        SegCache dropped = shared.Join();
        EpochParticipant reader = shared.Epoch.Register();
        shared.FillOver(dropped);
        EpochGuard turn = reader.Enter(shared.Now);
        dropped.Retire();
        Assert.False(dropped.TryDispose());

        // A writer that waits for memory renews its epoch; the partition is in use still.
        reader.Renew();
        Assert.False(dropped.TryDispose());
        Assert.Equal(0, dropped.Maintain(shared.Thread, shared.Now));
        Assert.Equal(StoreStatus.Ok, dropped.Set("late"u8, "x"u8, 0, Instant.Never, turn));
        turn.Dispose();
        Assert.True(dropped.TryDispose());
        shared.Forget(dropped);
        Assert.Equal(Segments, shared.Pool.Free);
    }

    [Fact]
    public void AWriterThatWaitsInItsTurn_GetsWhatADroppedPartitionHolds_ThoughTheTurnKeepsItFromBeingDisposed()
    {
        using SharedPool shared = new(Segments, EvictionKind.Merge);
        SegCache dropped = shared.Join();
        shared.FillOver(dropped);
        dropped.Retire();
        SegCache newcomer = shared.Join();
        EpochParticipant writer = shared.Epoch.Register();
        using (EpochGuard turn = writer.Enter(shared.Now))
        {
            for (int i = 0; i < 100; i++)
            {
                byte[] key = [(byte)i];
                Assert.Equal(StoreStatus.Ok, newcomer.Set(key, new byte[3000], 0, Instant.Never, turn));
            }
        }

        Assert.True(shared.Segments(newcomer) >= 100, "the newcomer lost what it stored");
        Assert.True(dropped.TryDispose());
        shared.Forget(dropped);
    }

    [Fact]
    public void WhatADroppedPartitionCountedAsDead_IsForgotten()
    {
        using SharedPool shared = new(Segments, EvictionKind.Fifo);
        SegCache dropped = shared.Join();
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(StoreStatus.Ok, shared.Set(dropped, i % 10));
        }

        Assert.True(SharedPool.Metric(dropped, StorageMetric.ItemDead) > 0, "nothing was overwritten");
        dropped.Retire();
        Assert.True(dropped.TryDispose());
        shared.Forget(dropped);

        // The same segments again: the checker compares every count with what it finds.
        SegCache next = shared.Join();
        shared.FillOver(next);
        shared.RequireSound(next);
    }
}
