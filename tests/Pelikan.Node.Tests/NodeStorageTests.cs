using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Pelikan.Actors.Storage;
using Pelikan.Node.Admin;
using Pelikan.Node.Config;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests;

public sealed class NodeStorageTests
{
    private const int ThreadsMax = 1024;
    private const int KiB = 1024;

    [Theory]
    [InlineData(1, ThreadsMax)]
    [InlineData(512, 2)]
    [InlineData(256, ThreadsMax)]
    public void AsManyThreadsAndShardsAsMayBeConfiguredHaveTheirPlaces(int shards, int workers)
    {
        SegConfig config = new() { Shards = shards, SegmentSize = 64 * KiB, HeapSize = (long)shards * 2 * 64 * KiB };
        using NodeStorage storage = NodeStorage.Create(config, workers);
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
    public async Task EveryShardIsChecked_UntilTheStorageEnds()
    {
        const int Shards = 4;
        NodeStorage storage = NodeStorage.Create(new SegConfig { Shards = Shards, SegmentSize = 64 * KiB, HeapSize = Shards * 4 * 64 * KiB }, 1);
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
