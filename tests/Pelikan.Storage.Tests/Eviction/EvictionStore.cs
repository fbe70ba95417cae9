using System;
using System.Text;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>A store with one client that is its own owner, and a clock set by hand. Checked whole when disposed.</summary>
internal sealed class EvictionStore : IDisposable
{
    public const int SegmentBytes = 4 * 1024;

    /// <summary>Items of one segment, as <see cref="Set(string, Instant)"/> stores them.</summary>
    public const int ItemsPerSegment = 40;

    // With a key of 7 bytes and a header of 5; an item without an expiry is padded by as much.
    private static readonly byte[] Value = new byte[88];

    private readonly SegmentPool _pool;
    private readonly Epoch _epoch = new();
    private readonly EpochParticipant _thread;

    public EvictionStore(SegCacheOptions options, int segments)
    {
        _pool = new SegmentPool((long)segments * SegmentBytes, SegmentBytes, guarded: true);
        Cache = new SegCache(options with { HeapBytes = (long)segments * SegmentBytes }, _pool, _epoch, hashSeed: 5);
        _thread = _epoch.Register();
    }

    public SegCache Cache { get; }

    public Instant Now { get; set; } = new(10_000);

    public EpochGuard Enter() => _thread.Enter(Now);

    /// <summary>A key of 7 bytes.</summary>
    public static byte[] KeyOf(string name, int number) => Encoding.ASCII.GetBytes($"{name}{number:D6}");

    /// <summary>Store an item of 100 bytes, and let the owner look after each.</summary>
    public void Set(string name, int number, Instant expiry)
    {
        using (EpochGuard guard = Enter())
        {
            Assert.Equal(StoreStatus.Ok, Cache.Set(KeyOf(name, number), Value.AsSpan(expiry == Instant.Never ? 0 : 5), 0, expiry, guard));
        }

        Maintain();
    }

    public bool Has(string name, int number)
    {
        using EpochGuard guard = Enter();
        return Cache.Get(KeyOf(name, number), guard, out _) == StoreStatus.Ok;
    }

    public void Delete(string name, int number)
    {
        using EpochGuard guard = Enter();
        Assert.Equal(StoreStatus.Ok, Cache.Delete(KeyOf(name, number), guard));
    }

    public void Maintain() => Cache.Maintain(_thread, Now);

    public long Metric(StorageMetric metric)
    {
        long[] sums = new long[Cache.Metrics.Metrics.Count];
        Cache.Metrics.Read(sums);
        return sums[(int)metric];
    }

    public void Dispose()
    {
        StoreCheckResult check = Cache.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Cache.Dispose();
        Assert.Equal(_pool.Count, _pool.Free);
        _pool.Dispose();
    }
}
