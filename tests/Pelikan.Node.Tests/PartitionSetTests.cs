using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests;

/// <summary>Partitions that come and go while workers serve.</summary>
public sealed class PartitionSetTests : IDisposable
{
    private const int SegmentBytes = 16 * 1024;
    private const int Segments = 128;
    private const int Shards = 4;
    private const int Workers = 3;

    private readonly SegmentPool _pool = new((long)Segments * SegmentBytes, SegmentBytes);
    private readonly Epoch _epoch = new();
    private readonly PartitionSet _partitions;
    private bool _failed;

    public PartitionSetTests()
    {
        SegCacheOptions options = new()
        {
            HeapBytes = (long)Segments * SegmentBytes / Shards,
            Eviction = EvictionKind.Merge,
            WritersMax = Workers,
        };
        Maintainer maintainer = new(_epoch);
        _partitions = new PartitionSet(
            Shards, number => new SegPartition(options, _pool, _epoch, maintainer, hashSeed: (ulong)number));
    }

    public void Dispose()
    {
        if (_failed)
        {
            // A thread may still be at work: the memory stays mapped, so that the failure is what is reported.
            return;
        }

        _partitions.Dispose();
        Assert.Equal((Segments, 0), (_pool.Free, _pool.Partitions));
        _pool.Dispose();
    }

    [Fact]
    public void WhileThreadsReadAndWrite_PartitionsComeAndGo_AndMemoryFollows()
    {
        const int Changes = 60;
        RoutedStore[] stores = [.. Enumerable.Range(0, Workers).Select(_ => new RoutedStore(_partitions.Map, _epoch.Register()))];
        bool over = false;
        long wrong = 0;
        long refused = 0;
        long read = 0;
        int served = 0;
        _failed = true;
        Threaded.Run(Workers + 1, thread =>
        {
            if (thread < Workers)
            {
                Interlocked.Add(ref wrong, Serve(ref stores[thread], thread, ref over, ref served, out long hits, out long refusals));
                Interlocked.Add(ref read, hits);
                Interlocked.Add(ref refused, refusals);
                return;
            }

            try
            {
                Change(Changes, ref served);
            }
            finally
            {
                Volatile.Write(ref over, true);
            }
        });
        _failed = false;
        Assert.Equal((0, 0), (wrong, refused));
        // Few on a busy machine; none would mean that nothing was raced.
        Assert.True(read > 100, $"{read} reads found their item");
        while (_partitions.Sweep() > 0)
        {
            Thread.Yield();
        }

        Assert.Equal(Shards, _partitions.Living.Length);
        Assert.Equal(Segments, _pool.Free + Metric(_partitions, "segment_current"));
        foreach (SegPartition partition in _partitions.Living)
        {
            StoreCheckResult check = partition.Cache.Check();
            Assert.True(check.IsSound, string.Join('\n', check.Problems));
        }
    }

    [Fact]
    public void Counters_OutliveThePartition_AndGaugesDoNot()
    {
        RoutedStore store = new(_partitions.Map, _epoch.Register());
        using (EpochGuard guard = store.Enter(new Instant(1000)))
        {
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(StoreStatus.Ok, store.Set(Encoding.ASCII.GetBytes($"key{i}"), "value"u8, 0, Instant.Never, guard));
            }
        }

        for (int shard = 0; shard < Shards; shard++)
        {
            _partitions.Drop(_partitions.Publish(shard, _partitions.Create()));
        }

        Assert.Equal((100, 100), (Metric(_partitions, "item_allocate"), Metric(_partitions, "item_current")));
        Assert.Equal(0, _partitions.Sweep());
        Assert.Equal((100, 0), (Metric(_partitions, "item_allocate"), Metric(_partitions, "item_current")));
        Assert.Equal(Segments, Metric(_partitions, "segment_share"));
    }

    [Fact]
    public void APartitionThatServes_IsNotDropped_AndADroppedOneDoesNotServe()
    {
        SegPartition serving = _partitions.Map.Current[1];
        Assert.Throws<InvalidOperationException>(() => _partitions.Drop(serving));
        Assert.Same(serving, _partitions.Publish(1, _partitions.Map.Current[0]));
        _partitions.Drop(serving);
        Assert.Throws<InvalidOperationException>(() => _partitions.Drop(serving));
        Assert.Throws<InvalidOperationException>(() => _partitions.Publish(1, serving));
        Assert.Equal(0, _partitions.Sweep());
        Assert.Equal(Shards - 1, _pool.Partitions);
    }

    /// <summary>
    /// Replace the partitions of shards in a seeded order, each time after the workers have done something, and look after all
    /// partitions in between.
    /// </summary>
    private void Change(int changes, ref int served)
    {
        Random random = new(20260101);
        for (int i = 0; i < changes; i++)
        {
            int before = Volatile.Read(ref served);
            while (Volatile.Read(ref served) < before + Workers)
            {
                foreach (SegPartition partition in _partitions.Living)
                {
                    partition.Maintain(new Instant(1000 + i));
                }

                _partitions.Sweep();
            }

            int shard = random.Next(Shards);
            SegPartition former = _partitions.Publish(shard, _partitions.Create());
            if (Enumerable.Range(0, Shards).All(other => _partitions.Map.Current[other] != former))
            {
                _partitions.Drop(former);
            }

            Assert.Equal(Segments, Metric(_partitions, "segment_share"));
        }
    }

    /// <summary>
    /// Set and get; returns how many reads found something that was never stored under the key. Writes refused count only where the map
    /// is as it was when the turn began: a partition dropped since may refuse.
    /// </summary>
    private long Serve(ref RoutedStore store, int thread, ref bool over, ref int served, out long hits, out long refusals)
    {
        const int Keys = 4000;
        const int TurnRequests = 50;
        Random random = new(thread);
        Span<byte> key = stackalloc byte[16];
        Span<byte> value = stackalloc byte[900];
        long wrong = 0;
        hits = 0;
        refusals = 0;
        for (int turn = 0; !Volatile.Read(ref over); turn++)
        {
            long version = _partitions.Map.Current.Version;
            using EpochGuard guard = store.Enter(new Instant(1000));
            for (int i = 0; i < TurnRequests; i++)
            {
                int number = random.Next(Keys);
                number.TryFormat(key, out int length, default, CultureInfo.InvariantCulture);
                if (random.Next(2) == 0)
                {
                    value.Fill((byte)number);
                    StoreStatus status = store.Set(key[..length], value[..(300 + (number % 600))], (uint)number, Instant.Never, guard);
                    refusals += status != StoreStatus.Ok && _partitions.Map.Current.Version == version ? 1 : 0;
                }
                else if (store.Get(key[..length], guard, out ItemView item) == StoreStatus.Ok)
                {
                    hits++;
                    bool right = item.Flags == number && item.Value.Length == 300 + (number % 600) && item.Value.IndexOfAnyExcept((byte)number) < 0;
                    wrong += right ? 0 : 1;
                }
            }

            Interlocked.Increment(ref served);
        }

        return wrong;
    }

    private static long Metric(IMetricSource source, string name)
    {
        long[] sums = new long[source.Metrics.Count];
        source.Read(sums);
        return sums[source.Metrics.Select((metric, i) => (metric.Name, i)).First(metric => metric.Name == name).i];
    }
}
