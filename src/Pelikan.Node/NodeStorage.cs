using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Pelikan.Actors.Sharding;
using Pelikan.Actors.Storage;
using Pelikan.Node.Config;
using Pelikan.Node.Config.Values;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Node;

/// <summary>A node's heap and the partitions that share it.</summary>
internal sealed class NodeStorage : IDisposable
{
    /// <summary>Rounds of storage actors that run at the same time, at most.</summary>
    private const int MaintainersMax = 16;

    /// <summary>Places in the epoch table for commands of operators: one for flushes, one for checks.</summary>
    private const int Operators = 2;

    private readonly SegmentPool _pool;
    private readonly EpochParticipant _operator;
    private readonly Lock _operating = new();

    private NodeStorage(SegmentPool pool, PartitionSet partitions, Epoch epoch)
    {
        _pool = pool;
        _operator = epoch.Register();
        Epoch = epoch;
        Partitions = partitions;
        PoolMetrics = new SegmentPoolMetrics(pool);
        Shards = [.. partitions.Living.Select((partition, shard) => new ShardOwnership(shard, partition))];
        Checks = new StorageChecks(epoch, () => partitions.Living);
    }

    public Epoch Epoch { get; }

    public StorageChecks Checks { get; }

    /// <summary>The partitions there are, which may come and go.</summary>
    public PartitionSet Partitions { get; }

    public IMetricSource PoolMetrics { get; }

    public ShardMap<SegPartition> Map => Partitions.Map;

    public ImmutableArray<ShardOwnership> Shards { get; }

    /// <summary>Take the heap and make one partition a shard.</summary>
    /// <exception cref="InsufficientMemoryException">The system does not give that much memory.</exception>
    public static NodeStorage Create(SegConfig config, int workers)
    {
        SegmentPool pool = NewPool(config, workers);
        int maintaining = Math.Min(config.Shards, MaintainersMax);
        Epoch epoch = new(workers + maintaining + Operators);
        SegCacheOptions options = new()
        {
            HeapBytes = config.HeapSize / config.Shards,
            HashPower = config.HashPower,
            Eviction = config.Eviction,
            MergeTarget = config.MergeTarget,
            MergeMax = config.MergeMax,
            CompactTarget = config.CompactTarget,
            FreeSegmentsReserve = config.FreeSegmentsReserve,
            WritersMax = workers,
        };
        Maintainer[] maintainers =
            [.. Enumerable.Range(0, maintaining).Select(_ => new Maintainer(epoch))];
        PartitionSet partitions = new(
            config.Shards,
            number => new SegPartition(options, pool, epoch, maintainers[number % maintainers.Length], RandomSeed()));
        return new NodeStorage(pool, partitions, epoch);
    }

    /// <summary>Drop every item; when this returns, no worker serves one any more.</summary>
    public void FlushAll(Instant now)
    {
        lock (_operating)
        {
            using EpochGuard guard = _operator.Enter(now);
            foreach (SegPartition partition in Partitions.Living)
            {
                partition.Cache.FlushAll(now, guard);
            }
        }
    }

    public void Dispose()
    {
        Checks.Dispose();
        Partitions.Dispose();
        _pool.Dispose();
    }

    private static SegmentPool NewPool(SegConfig config, int threads)
    {
        try
        {
            SegmentPool pool = new(config.HeapSize, config.SegmentSize, pages: config.HugePages);
            return config.Prefault ? Prefaulted(pool, threads) : pool;
        }
        catch (InsufficientMemoryException fault)
        {
            throw new InsufficientMemoryException($"seg.heap_size = \"{SizeType.Text(config.HeapSize)}\": {fault.Message}", fault);
        }
    }

    private static SegmentPool Prefaulted(SegmentPool pool, int threads)
    {
        try
        {
            pool.Prefault(threads);
            return pool;
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    /// <summary>Clients must not be able to aim at one bucket, so every start hashes differently.</summary>
    private static ulong RandomSeed() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
