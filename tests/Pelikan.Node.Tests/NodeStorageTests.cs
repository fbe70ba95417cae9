using System;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Actors.Storage;
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
        using NodeStorage storage = NodeStorage.Create(config, workers, NodeHeap.Open(config, TimeProvider.System, NullLogger.Instance));
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
}
