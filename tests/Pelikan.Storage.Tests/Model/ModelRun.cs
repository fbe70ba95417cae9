using System;
using System.Linq;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Model;

/// <summary>
/// A store and its only client, time and flushes driven from one seed. An item may be missing only where the store has counted an
/// eviction for it.
/// </summary>
internal sealed class ModelRun : IDisposable
{
    private const int CheckEvery = 2_000;

    private readonly Random _random;
    private readonly ModelSetup _setup;
    private readonly SegmentPool _pool;
    private readonly Epoch _epoch = new();
    private readonly SegCache _cache;
    private readonly EpochParticipant[] _writers;
    private readonly EpochParticipant _owner;
    private readonly ModelClient _client;
    private readonly long[] _metrics;
    private Instant _now;
    private Instant _flushAt = Instant.Never;

    public ModelRun(ModelSetup setup, Random random)
    {
        _random = random;
        _setup = setup;
        _now = new Instant(random.Next(100_000));
        _pool = new SegmentPool((long)setup.Segments * setup.SegmentBytes, setup.SegmentBytes, guarded: true);
        SegCacheOptions options = new()
        {
            HeapBytes = (long)setup.Segments * setup.SegmentBytes,
            Eviction = setup.Eviction,
            HashPower = setup.HashPower,
            WritersMax = setup.Writers,
        };
        _cache = new SegCache(options, _pool, _epoch, (ulong)random.NextInt64());
        _writers = Enumerable.Range(0, setup.Writers).Select(_ => _epoch.Register()).ToArray();
        _owner = _epoch.Register();
        _client = new ModelClient(_cache, setup, random, "k", _writers, () => _now, alone: true);
        _metrics = new long[_cache.Metrics.Metrics.Count];
    }

    /// <summary>Items that went missing, each explained by an eviction.</summary>
    public long Lost => _client.Lost;

    public void Run(int steps)
    {
        for (int i = 1; i <= steps; i++)
        {
            PassTime();
            if (_random.Next(100) < 2)
            {
                _cache.Maintain(_owner, _now);
            }

            if (_random.Next(_setup.FlushEvery) == 0)
            {
                Flush();
            }

            _client.Step(_now);
            if (i % CheckEvery == 0 || i == steps)
            {
                _client.Sweep(_now);
                Assert.True(Lost <= Metric(StorageMetric.ItemEvict), $"{Lost} items are missing, {Metric(StorageMetric.ItemEvict)} were evicted");
                StoreCheckResult check = _cache.Check();
                Assert.True(check.IsSound, string.Join('\n', check.Problems));
            }
        }
    }

    public long Metric(StorageMetric metric)
    {
        Array.Clear(_metrics);
        _cache.Metrics.Read(_metrics);
        return _metrics[(int)metric];
    }

    public void Dispose()
    {
        _cache.Dispose();
        Assert.Equal(_pool.Count, _pool.Free);
        _pool.Dispose();
    }

    private void PassTime()
    {
        long passed = _random.Next(1000) switch
        {
            < 700 => 0,
            < 970 => _random.Next(100),
            < 997 => _random.Next(10_000),
            _ => _random.Next(5_000_000),
        };
        _now = _now.PlusMilliseconds(passed);
        if (_flushAt <= _now)
        {
            _flushAt = Instant.Never;
            _client.Forget();
        }
    }

    private void Flush()
    {
        Instant at = _random.Next(2) == 0 ? _now : _now.PlusMilliseconds(_random.Next(20_000));
        using EpochGuard guard = _writers[_random.Next(_writers.Length)].Enter(_now);
        _cache.FlushAll(at, guard);
        _flushAt = at <= _now ? Instant.Never : at;
        if (at <= _now)
        {
            _client.Forget();
        }
    }
}
