using System;
using System.Threading;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>A store, a clock that its owner thread moves, and a way to run threads on both. Checked whole when disposed.</summary>
internal sealed class SharedStore : IDisposable
{
    private readonly SegmentPool _pool;
    private readonly Epoch _epoch = new();
    private readonly EpochParticipant _owner;
    private long _now = 1_000;
    private bool _failed;

    public SharedStore(EvictionKind eviction, int segments, int segmentBytes, int writers, int hashPower = 6)
    {
        _pool = new SegmentPool((long)segments * segmentBytes, segmentBytes, guarded: true);
        SegCacheOptions options = new()
        {
            HeapBytes = (long)segments * segmentBytes,
            Eviction = eviction,
            HashPower = hashPower,
            WritersMax = writers,
        };
        Cache = new SegCache(options, _pool, _epoch, hashSeed: 99);
        _owner = _epoch.Register();
    }

    public SegCache Cache { get; }

    public Instant Now => new(Volatile.Read(ref _now));

    public EpochParticipant Register() => _epoch.Register();

    /// <summary>
    /// Run <paramref name="body"/> on several threads, each with its place in the epoch table, while one more thread maintains the
    /// store and lets a millisecond pass each round. Ends when the bodies have.
    /// </summary>
    public void Run(int threads, Action<int, EpochParticipant> body)
    {
        EpochParticipant[] places = new EpochParticipant[threads];
        for (int i = 0; i < threads; i++)
        {
            places[i] = _epoch.Register();
        }

        int running = threads;
        try
        {
            Threaded.Run(threads + 1, thread =>
            {
                if (thread == threads)
                {
                    while (Volatile.Read(ref running) > 0)
                    {
                        Cache.Maintain(_owner, new Instant(Interlocked.Increment(ref _now)));
                        Thread.Yield();
                    }

                    return;
                }

                try
                {
                    body(thread, places[thread]);
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            });
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    public void Maintain() => Cache.Maintain(_owner, Now);

    public long Metric(StorageMetric metric)
    {
        long[] sums = new long[Cache.Metrics.Metrics.Count];
        Cache.Metrics.Read(sums);
        return sums[(int)metric];
    }

    public void Dispose()
    {
        if (_failed)
        {
            // A thread may still be at work: the memory stays mapped, so that the failure is what is reported.
            return;
        }

        StoreCheckResult check = Cache.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Cache.Dispose();
        Assert.Equal(_pool.Count, _pool.Free);
        _pool.Dispose();
    }
}
