using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Segments;

/// <summary>A pool and partitions that share it, on one thread. Checked whole when disposed.</summary>
internal sealed class SharedPool : IDisposable
{
    public const int SegmentBytes = 4 * 1024;

    /// <summary>Bytes of a stored value; some seven items fill a segment.</summary>
    private const int ValueBytes = 500;

    private readonly EvictionKind _eviction;
    private readonly List<SegCache> _partitions = [];
    private readonly byte[] _value = new byte[ValueBytes];

    public SharedPool(int segments, EvictionKind eviction)
    {
        _eviction = eviction;
        Pool = new SegmentPool((long)segments * SegmentBytes, SegmentBytes, guarded: true);
        Thread = Epoch.Register();
    }

    public SegmentPool Pool { get; }

    public Epoch Epoch { get; } = new();

    /// <summary>The place of the thread that runs the test.</summary>
    public EpochParticipant Thread { get; }

    public Instant Now { get; } = new(1_000);

    public SegCache Join(Action? onPressure = null)
    {
        SegCacheOptions options = new() { HeapBytes = Pool.Count * SegmentBytes / 2, Eviction = _eviction };
        SegCache partition = new(options, Pool, Epoch, hashSeed: 5, onPressure);
        _partitions.Add(partition);
        return partition;
    }

    public StoreStatus Set(SegCache partition, int key)
    {
        using EpochGuard guard = Thread.Enter(Now);
        return partition.Set(Key(key), _value, 0, Instant.Never, guard);
    }

    public bool Has(SegCache partition, int key)
    {
        using EpochGuard guard = Thread.Enter(Now);
        return partition.Get(Key(key), guard, out _) == StoreStatus.Ok;
    }

    /// <summary>Store keys from <paramref name="from"/> on until the partition has written as much as the whole pool holds.</summary>
    public void FillOver(SegCache partition, int from = 0)
    {
        for (int key = from; key < from + (Pool.Count * SegmentBytes / ValueBytes); key++)
        {
            Assert.Equal(StoreStatus.Ok, Set(partition, key));
        }
    }

    public long Segments(SegCache partition) => partition.HeldBytes / SegmentBytes;

    public long Share(SegCache partition) => partition.HeapBytes / SegmentBytes;

    public static long Metric(SegCache partition, StorageMetric metric)
    {
        long[] sums = new long[partition.Metrics.Metrics.Count];
        partition.Metrics.Read(sums);
        return sums[(int)metric];
    }

    public void RequireSound(SegCache partition)
    {
        StoreCheckResult check = partition.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
    }

    /// <summary>The partition is gone already.</summary>
    public void Forget(SegCache partition) => _partitions.Remove(partition);

    public void Dispose()
    {
        foreach (SegCache partition in _partitions)
        {
            RequireSound(partition);
            partition.Dispose();
        }

        Assert.Equal((Pool.Count, 0, 0), (Pool.Free, Pool.Returning, Pool.Partitions));
        Pool.Dispose();
    }

    private static byte[] Key(int key) => Encoding.ASCII.GetBytes($"key{key}");
}
