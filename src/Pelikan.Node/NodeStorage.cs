using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Logging;
using Pelikan.Actors.Sharding;
using Pelikan.Actors.Storage;
using Pelikan.Node.Config;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;

namespace Pelikan.Node;

/// <summary>A node's heap and the partitions that share it.</summary>
internal sealed class NodeStorage : IDisposable
{
    /// <summary>Rounds of storage actors that run at the same time, at most.</summary>
    private const int MaintainersMax = 16;

    /// <summary>Places in the epoch table for commands of operators: one for flushes, one for checks.</summary>
    private const int Operators = 2;

    private readonly NodeHeap _heap;
    private readonly Maintainer[] _maintainers;
    private readonly EpochParticipant _operator;
    private readonly Lock _operating = new();

    private NodeStorage(NodeHeap heap, PartitionSet partitions, Epoch epoch, Maintainer[] maintainers, EpochParticipant operators)
    {
        _heap = heap;
        _maintainers = maintainers;
        _operator = operators;
        Epoch = epoch;
        Partitions = partitions;
        PoolMetrics = new SegmentPoolMetrics(heap.Pool);
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

    /// <summary>What the node's clock says at this start.</summary>
    public Instant Start => _heap.Start;

    public IMetricSource HeapMetrics => _heap.Metrics;

    /// <summary>Make one partition a shard, or take over those of a sealed heap.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="valueBytesMax">The largest value.</param>
    /// <param name="workers">Threads that will serve.</param>
    /// <param name="time">The machine's clocks, which may have gone on since a heap was sealed.</param>
    /// <param name="logger">Told what became of a heap in a file.</param>
    /// <exception cref="InsufficientMemoryException">The system does not give that much memory.</exception>
    /// <exception cref="HeapFileException">The heap is to be in a file that cannot be used.</exception>
    public static NodeStorage Create(SegConfig config, int valueBytesMax, int workers, TimeProvider time, ILogger logger)
    {
        NodeHeap heap = NodeHeap.Open(config, workers, time, logger);
        try
        {
            return Create(config, valueBytesMax, workers, heap);
        }
        catch
        {
            heap.Dispose();
            throw;
        }
    }

    /// <summary>From now on items come and go.</summary>
    /// <exception cref="HeapFileException">The heap is in a file, and that cannot be written.</exception>
    public void BeginUse() => _heap.BeginUse();

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

    /// <summary>Leave a heap that is in a file for the next start. Every worker has ended; owners end now.</summary>
    /// <exception cref="HeapFileException">The file cannot be written.</exception>
    public void Seal(Instant now)
    {
        foreach (Maintainer maintainer in _maintainers)
        {
            maintainer.End();
        }

        lock (_operating)
        {
            ImmutableArray<SegPartition> serving = Partitions.KeepServing();
            _heap.Seal([.. serving.Select(partition => partition.Cache)], _operator, now);
        }
    }

    /// <summary>The heap cannot be left for the next start.</summary>
    public void LeaveOpen(string reason) => _heap.LeaveOpen(reason);

    public void Dispose()
    {
        Checks.Dispose();
        Partitions.Dispose();
        _heap.Dispose();
    }

    private static NodeStorage Create(SegConfig config, int valueBytesMax, int workers, NodeHeap heap)
    {
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
            ValueBytesMax = valueBytesMax,
        };
        Maintainer[] maintainers =
            [.. Enumerable.Range(0, maintaining).Select(_ => new Maintainer(epoch))];
        EpochParticipant operators = epoch.Register();
        ImmutableArray<PartitionImage> images = heap.Restore(operators);
        PartitionSet partitions = new(
            config.Shards,
            number =>
            {
                // Later ones, made at run time, begin empty.
                Maintainer maintainer = maintainers[number % maintainers.Length];
                return number < images.Length
                    ? new SegPartition(options, heap.Pool, epoch, maintainer, images[number])
                    : new SegPartition(options, heap.Pool, epoch, maintainer, RandomSeed());
            });
        heap.Complete([.. partitions.Living.Select(partition => partition.Cache)]);
        return new NodeStorage(heap, partitions, epoch, maintainers, operators);
    }

    /// <summary>Clients must not be able to aim at one bucket, so every start hashes differently.</summary>
    /// <remarks>
    /// A version 4 identifier is 122 random bits out of the kernel's generator, and its six fixed bits fall together with random
    /// ones here. The cryptography library gives the same bits and costs 5 MB of resident memory: it loads OpenSSL.
    /// </remarks>
    private static ulong RandomSeed()
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        _ = Guid.NewGuid().TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]);
    }
}
