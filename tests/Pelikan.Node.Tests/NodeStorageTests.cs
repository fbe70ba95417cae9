using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Actors.Storage;
using Pelikan.Node.Admin;
using Pelikan.Node.Config;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests;

public sealed class NodeStorageTests
{
    private const int ThreadsMax = 1024;
    private const int KiB = 1024;
    private const int ValueBytesMax = 8 * KiB;

    [Theory]
    [InlineData(1, ThreadsMax)]
    [InlineData(512, 2)]
    [InlineData(256, ThreadsMax)]
    public void AsManyThreadsAndShardsAsMayBeConfiguredHaveTheirPlaces(int shards, int workers)
    {
        SegConfig config = new() { Shards = shards, SegmentSize = 64 * KiB, HeapSize = (long)shards * 2 * 64 * KiB };
        using NodeStorage storage = NodeStorage.Create(config, ValueBytesMax, workers, TimeProvider.System, NullLogger.Instance);
        EpochParticipant? worker = null;
        for (int i = 0; i < workers; i++)
        {
            worker = storage.Epoch.Register();
        }

        Instant now = new(1000);
        foreach (ShardOwnership shard in storage.Shards)
        {
            SegPartition partition = (SegPartition)shard.Partition;
            using (EpochGuard guard = worker!.Enter(now))
            {
                Assert.Equal(StoreStatus.Ok, partition.Cache.Set("key"u8, "value"u8, 0, Instant.Never, guard));
            }

            partition.Maintain(now);
        }
    }

    [Fact]
    public void NoValueGrowsBeyondTheOneThatIsConfigured()
    {
        SegConfig config = new() { Shards = 1, SegmentSize = 64 * KiB, HeapSize = 4 * 64 * KiB };
        using NodeStorage storage = NodeStorage.Create(config, ValueBytesMax, workers: 1, TimeProvider.System, NullLogger.Instance);
        SegPartition partition = (SegPartition)storage.Shards[0].Partition;
        using EpochGuard guard = storage.Epoch.Register().Enter(new Instant(1000));
        Assert.Equal(StoreStatus.Ok, partition.Cache.Set("key"u8, new byte[ValueBytesMax], 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.TooLarge, partition.Cache.Append("key"u8, "x"u8, guard));
    }

    [Fact]
    public void HugePagesThatNobodyReserved_AreRefused_NamingTheHeap()
    {
        SegConfig config = new() { HeapSize = 1L * KiB * KiB * KiB * KiB, HugePages = HugePages.Explicit };
        InsufficientMemoryException refusal = Assert.Throws<InsufficientMemoryException>(() => NodeStorage.Create(config, ValueBytesMax, workers: 1, TimeProvider.System, NullLogger.Instance));
        Assert.StartsWith("seg.heap_size = \"1TB\": a heap of", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("needs 524288 huge pages of 2 MiB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeapToBeTouchedFirst_ServesAsAnyOther()
    {
        SegConfig config = new() { SegmentSize = 64 * KiB, HeapSize = 64L * KiB * KiB, Prefault = true, HugePages = HugePages.Off };
        using NodeStorage storage = NodeStorage.Create(config, ValueBytesMax, workers: 2, TimeProvider.System, NullLogger.Instance);
        using EpochGuard guard = storage.Epoch.Register().Enter(new Instant(1000));
        Assert.Equal(StoreStatus.Ok, storage.Map.Current[0].Cache.Set("key"u8, "value"u8, 0, Instant.Never, guard));
        Assert.Equal(StoreStatus.Ok, storage.Map.Current[0].Cache.Get("key"u8, guard, out ItemView item));
        Assert.True(item.Value.SequenceEqual("value"u8));
    }

    [Fact]
    public async Task EveryShardIsChecked_UntilTheStorageEnds()
    {
        const int Shards = 4;
        NodeStorage storage = NodeStorage.Create(new SegConfig { Shards = Shards, SegmentSize = 64 * KiB, HeapSize = Shards * 4 * 64 * KiB }, ValueBytesMax, 1, TimeProvider.System, NullLogger.Instance);
        EpochParticipant worker = storage.Epoch.Register();
        using (EpochGuard guard = worker.Enter(new Instant(1)))
        {
            ((SegPartition)storage.Shards[1].Partition).Cache.Set("key"u8, "value"u8, 0, Instant.Never, guard);
        }

        ImmutableArray<ShardCheck> checks = await storage.Checks.RunAsync(CancellationToken.None);
        Assert.Equal([0, 1, 0, 0], Array.ConvertAll([.. checks], check => check.Result.Items));
        Assert.All(checks, check => Assert.True(check.Result.IsSound && check.Result.IsCompared));
        storage.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => storage.Checks.RunAsync(CancellationToken.None));
    }
}
