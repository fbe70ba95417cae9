using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>
/// A store, its only client and the clock, all driven from one seed. Nothing may be served at or after its expiry. Nothing may be
/// missing before it, but for as many live items as the store says it has evicted: whenever that count moves, every key is read.
/// </summary>
internal sealed class ExpiryRun : IDisposable
{
    private const int ValueBytesMax = 120;
    private const int CheckEvery = 5_000;
    private const int FlushEvery = 8_000;
    private const int MaintainEvery = 8;
    private const int StepsShown = 10;
    private const int HotKeys = 8;
    private const int EdgeEvery = 16;

    /// <summary>Where items share their times to live, segments would else expire whole before they are merged.</summary>
    private const int EdgeEveryCrowded = 128;

    private readonly ExpirySetup _setup;
    private readonly Random _random;
    private readonly ExpiryTime _time;
    private readonly long _skew;
    private readonly SegmentPool _pool;
    private readonly SegCache _cache;
    private readonly EpochParticipant _client;
    private readonly EpochParticipant _owner;
    private readonly ExpiryModel _model = new();
    private readonly List<ExpiryStep> _history = [];
    private readonly long[] _metrics;
    private Instant _now;
    private Instant _flushAt = Instant.Never;
    private long _evicted;

    /// <param name="setup">What kind of store it is.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="skew">By how many milliseconds the store is told a wrong time: a store that errs by as much.</param>
    public ExpiryRun(ExpirySetup setup, Random random, long skew = 0)
    {
        _setup = setup;
        _random = random;
        _skew = skew;
        _time = new ExpiryTime(random, setup.Favourites);
        _now = _time.Start();
        long heap = (long)setup.Segments * setup.SegmentBytes;
        _pool = new SegmentPool(heap, setup.SegmentBytes, guarded: true);
        Epoch epoch = new();
        SegCacheOptions options = new() { HeapBytes = heap, Eviction = setup.Eviction, HashPower = setup.HashPower };
        _cache = new SegCache(options, _pool, epoch, (ulong)random.NextInt64());
        _client = epoch.Register();
        _owner = epoch.Register();
        _metrics = new long[_cache.Metrics.Metrics.Count];
    }

    /// <summary>Reads of a key at the millisecond of its expiry, or the one before or behind.</summary>
    public int ReadsAtTheEdge { get; private set; }

    private Instant StoreNow => _now.PlusMilliseconds(_skew);

    public void Run(int steps)
    {
        for (int i = 1; i <= steps && _now < ExpiryTime.End; i++)
        {
            int key = PassTime();
            if (_random.Next(MaintainEvery) == 0)
            {
                _cache.Maintain(_owner, StoreNow);
                Audit(overwritten: false, missing: 0);
            }

            if (_random.Next(FlushEvery) == 0)
            {
                Flush();
            }

            Do(new ExpiryStep(i, _now.Milliseconds, key < 0 ? NextVerb() : ExpiryVerb.Get, key < 0 ? NextKey() : key, NextExpiry()));
            if (i % CheckEvery == 0 || i == steps)
            {
                StoreCheckResult check = _cache.Check();
                Assert.True(check.IsSound, string.Join('\n', check.Problems));
            }
        }

        Assert.Equal(0, Sweep());
        Assert.True(_setup.MayEvict || _evicted == 0, $"{_evicted} items were evicted from a heap that is nearly empty");
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
        _pool.Dispose();
    }

    private static byte[] Name(int key) => Encoding.ASCII.GetBytes($"expiry{key}");

    /// <summary>A third of the steps are on a few keys, whose old copies lie between other keys' items.</summary>
    private int NextKey() => _random.Next(_random.Next(3) == 0 ? HotKeys : _setup.Keys);

    private long NextExpiry() => _time.Expiry(_now).Milliseconds;

    private ExpiryVerb NextVerb() => _random.Next(100) switch
    {
        < 30 => ExpiryVerb.Set,
        < 50 => ExpiryVerb.Get,
        _ => (ExpiryVerb)_random.Next((int)ExpiryVerb.Delete + 1),
    };

    /// <summary>Even keys hold numbers, odd ones bytes.</summary>
    private byte[] NextValue(int key)
    {
        if (key % 2 == 0)
        {
            return Encoding.ASCII.GetBytes(_random.Next().ToString());
        }

        byte[] value = new byte[_random.Next(ValueBytesMax)];
        _random.NextBytes(value);
        return value;
    }

    /// <summary>
    /// Let time pass at random, or until just before, at or just after the expiry that comes next. Returns the key whose
    /// expiry that is, or -1.
    /// </summary>
    private int PassTime()
    {
        int key = -1;
        Instant next = _now.PlusMilliseconds(_time.Passed());
        if (_random.Next(_setup.Favourites > 0 ? EdgeEveryCrowded : EdgeEvery) == 0)
        {
            key = _model.NextToExpire(_now, out Instant soonest);
            next = key < 0 ? next : soonest.PlusMilliseconds(_random.Next(-1, 2));
            ReadsAtTheEdge += key < 0 ? 0 : 1;
        }

        _now = next > _now ? next : _now;
        if (_flushAt <= _now)
        {
            _flushAt = Instant.Never;
            _model.Clear();
        }

        return key;
    }

    /// <summary>Now or later. The store may be told a wrong time, and must still agree on which of the two it is.</summary>
    private void Flush()
    {
        bool later = _random.Next(2) == 0;
        using EpochGuard guard = _client.Enter(StoreNow);
        _flushAt = later ? _now.PlusMilliseconds(_random.Next(1_000, 100_000)) : Instant.Never;
        _cache.FlushAll(later ? _flushAt.PlusMilliseconds(_skew) : guard.Now, guard);
        if (!later)
        {
            _model.Clear();
        }
    }

    private void Do(ExpiryStep step)
    {
        // Only numbers are counted, and only so much is appended that an item stays small.
        bool number = step.Key % 2 == 0;
        ExpiryEntry? before = _model.Live(step.Key, _now);
        if (step.Verb == (number ? ExpiryVerb.Append : ExpiryVerb.Increment) || (step.Verb == ExpiryVerb.Append && before?.Value.Length > ValueBytesMax))
        {
            step = step with { Verb = ExpiryVerb.Get };
        }

        byte[] value = NextValue(step.Key);
        _history.Add(step);
        (StoreStatus expected, ExpiryEntry? after) = ExpiryModel.Apply(step, before, value);
        StoreStatus actual = Execute(step, value, before, after);
        int missing = 0;
        if (actual != expected && before is not null && Metric(StorageMetric.ItemEvict) > _evicted)
        {
            // Evicted to make room for the step itself.
            (expected, after) = ExpiryModel.Apply(step, null, value);
            missing = 1;
        }

        Require(expected == actual, step.Key, $"expected {expected}, was {actual}: {Early(before)}");
        _model.Put(step.Key, after);
        Audit(overwritten: missing == 0 && before is not null, missing);
    }

    private string Early(ExpiryEntry? before) => before is null ? "served late" : $"missing before its expiry at {before.Expiry.Milliseconds}";

    private StoreStatus Execute(ExpiryStep step, byte[] value, ExpiryEntry? before, ExpiryEntry? after)
    {
        byte[] name = Name(step.Key);
        Instant expiry = new(step.Expiry);
        using EpochGuard guard = _client.Enter(StoreNow);
        scoped ItemView item;
        StoreStatus status;
        switch (step.Verb)
        {
            case ExpiryVerb.Get:
                status = _cache.Get(name, guard, out item);
                RequireItem(step.Key, status, item, before);
                return status;
            case ExpiryVerb.GetAndTouch:
                status = _cache.GetAndTouch(name, expiry, guard, out item);
                RequireItem(step.Key, status, item, after ?? before);
                return status;
            case ExpiryVerb.CompareAndSet:
                status = _cache.GetWithCas(name, guard, out item);
                RequireItem(step.Key, status, item, before);
                return status == StoreStatus.Ok ? _cache.CompareAndSet(name, value, 0, expiry, item.Cas, guard) : status;
            case ExpiryVerb.Set:
                return _cache.Set(name, value, 0, expiry, guard);
            case ExpiryVerb.Add:
                return _cache.Add(name, value, 0, expiry, guard);
            case ExpiryVerb.Replace:
                return _cache.Replace(name, value, 0, expiry, guard);
            case ExpiryVerb.Touch:
                return _cache.Touch(name, expiry, guard);
            case ExpiryVerb.Append:
                return _cache.Append(name, value, guard);
            case ExpiryVerb.Increment:
                return _cache.Increment(name, 1, guard, out _);
            default:
                return _cache.Delete(name, guard);
        }
    }

    /// <summary>What was served is what was stored, and is alive.</summary>
    private void RequireItem(int key, StoreStatus status, ItemView item, ExpiryEntry? entry)
    {
        if (status != StoreStatus.Ok)
        {
            return;
        }

        Require(entry is not null, key, $"served late: its expiry is {item.Expiry.Milliseconds}");
        Require(item.Value.SequenceEqual(entry!.Value), key, "another value");
        Require(item.Expiry == entry.Expiry, key, $"the expiry became {item.Expiry.Milliseconds}, it was {entry.Expiry.Milliseconds}");
    }

    /// <summary>
    /// If items were evicted, find out which. The step's own key may have lost its item first and been stored then, which shows
    /// nowhere.
    /// </summary>
    /// <param name="overwritten">Whether the step may have stored over an item that was evicted.</param>
    /// <param name="missing">Items that are known to be missing.</param>
    private void Audit(bool overwritten, int missing)
    {
        long evicted = Metric(StorageMetric.ItemEvict) - _evicted;
        if (evicted == 0 && missing == 0)
        {
            return;
        }

        missing += Sweep();
        _evicted += evicted;
        Require(missing == evicted || (overwritten && missing == evicted - 1), -1, $"{missing} live items are missing, {evicted} were evicted");
    }

    /// <summary>Read every key; returns how many live items are not there, and forgets them.</summary>
    private int Sweep()
    {
        int missing = 0;
        for (int key = 0; key < _setup.Keys; key++)
        {
            ExpiryEntry? entry = _model.Live(key, _now);
            using EpochGuard guard = _client.Enter(StoreNow);
            StoreStatus status = _cache.Get(Name(key), guard, out ItemView item);
            RequireItem(key, status, item, entry);
            if (entry is not null && status != StoreStatus.Ok)
            {
                missing++;
                _model.Remove(key);
            }
        }

        return missing;
    }

    /// <summary>Of all steps, those on the key are what a failure needs.</summary>
    private void Require(bool holds, int key, string message)
    {
        if (!holds)
        {
            IEnumerable<ExpiryStep> steps = _history.Where(step => key < 0 || step.Key == key).TakeLast(StepsShown);
            Assert.Fail($"key {key} at {_now.Milliseconds}: {message}\n{string.Join('\n', steps)}");
        }
    }
}
