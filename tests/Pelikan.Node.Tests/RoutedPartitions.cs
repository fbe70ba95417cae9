using System;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Node.Tests;

/// <summary>Real partitions as a node has them, behind its shard map; nobody looks after them.</summary>
internal sealed class RoutedPartitions : IDisposable
{
    private readonly Epoch _epoch = new();
    private readonly SegmentPool _pool;
    private readonly PartitionSet _partitions;

    /// <param name="shards">Partitions.</param>
    /// <param name="segmentBytes">Bytes of a segment.</param>
    /// <param name="segments">Segments, of all partitions together.</param>
    /// <param name="options">What is not as usual.</param>
    public RoutedPartitions(int shards, int segmentBytes, int segments, SegCacheOptions? options = null)
    {
        _pool = new SegmentPool((long)segments * segmentBytes, segmentBytes);
        Maintainer maintainer = new(_epoch);
        SegCacheOptions sized = (options ?? new SegCacheOptions()) with { HeapBytes = (long)segments * segmentBytes / shards };
        _partitions = new PartitionSet(shards, number => new SegPartition(sized, _pool, _epoch, maintainer, hashSeed: (ulong)number));
    }

    /// <summary>The store as one more thread sees it.</summary>
    public RoutedStore NewStore() => new(_partitions.Map, _epoch.Register());

    public void Dispose()
    {
        _partitions.Dispose();
        _pool.Dispose();
    }
}
