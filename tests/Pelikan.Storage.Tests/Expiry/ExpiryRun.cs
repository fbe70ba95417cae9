using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Pelikan.Storage.Tests.Restart;
using Xunit;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>
/// A store, its only client and the clock, all driven from one seed. Nothing may be served at or after its expiry. Nothing may be
/// missing before it, but for as many live items as the store says it has evicted: whenever that count moves, every key is read. A store
/// that is sealed and taken over on the way is the same store to all this.
/// </summary>
internal sealed class ExpiryRun : IDisposable
{
    private const int ValueBytesMax = 120;
    private const int CheckEvery = 5_000;
    private const int FlushEvery = 8_000;
    private const int RestartEvery = 1_500;
    private const int FlushAtRestartEvery = 3;

    /// <summary>Rounds of the owner in which a flush comes to its end: open segments are sealed, dropped and given back.</summary>
    private const int FlushRounds = 4;
    private const int StepsShown = 10;
    private const int HotKeys = 8;
    private const int EdgeEvery = 16;

    /// <summary>Where items share their times to live, segments would else expire whole before they are merged.</summary>
    private const int EdgeEveryCrowded = 128;

    private readonly ExpirySetup _setup;
    private readonly Random _random;
    private readonly ExpiryTime _time;
    private readonly ExpiryMachine? _machine;
    private readonly TemporaryFolder? _folder;
    private readonly ulong _seed;
    private readonly ExpiryModel _model = new();
    private readonly List<ExpiryStep> _history = [];
    private readonly long[] _metrics;

    /// <summary>What the store's earlier lives have counted: each counts from 0.</summary>
    private readonly long[] _earlier;
    private ExpiryStore _store;
    private long _skew;
    private long _startSkew;
    private Instant _now;
    private Instant _flushAt = Instant.Never;
    private long _evicted;

    /// <param name="setup">What kind of store it is.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="skew">By how many milliseconds the store is told a wrong time: a store that errs by as much. One that restarts errs from the first restart on.</param>
    public ExpiryRun(ExpirySetup setup, Random random, long skew = 0)
    {
        _setup = setup;
        _random = random;
        _skew = setup.Restarts ? 0 : skew;
        _startSkew = setup.Restarts ? skew : 0;
        _time = new ExpiryTime(random, setup.Favourites);
        _now = _time.Start();
        _machine = setup.Restarts ? new ExpiryMachine(random) : null;
        _folder = setup.Restarts ? new TemporaryFolder() : null;
        _seed = (ulong)random.NextInt64();
        _store = new ExpiryStore(setup, _seed, _folder?.File());
        _store.Begin();
        _metrics = new long[Cache.Metrics.Metrics.Count];
        _earlier = new long[_metrics.Length];
    }

    /// <summary>Reads of a key at the millisecond of its expiry, or the one before or behind.</summary>
    public int ReadsAtTheEdge { get; private set; }

    /// <summary>Times the store was taken over.</summary>
    public int Restarts { get; private set; }

    /// <summary>Scheduled flushes that fell due while the store was down.</summary>
    public int FlushesMeanwhile { get; private set; }

    /// <summary>Head buckets of the hash table at present.</summary>
    public long HashHeads => Cache.HashHeads;

    private SegCache Cache => _store.Cache;

    private Instant StoreNow => _now.PlusMilliseconds(_skew);

    public void Run(int steps)
    {
        for (int i = 1; i <= steps && _now < ExpiryTime.End; i++)
        {
            int key = _setup.Restarts && _random.Next(RestartEvery) == 0 ? Restart(i) : PassTime();
            if (_random.Next(_setup.MaintainEvery) == 0)
            {
                Cache.Maintain(_store.Owner, StoreNow);
                Audit(overwritten: false, missing: 0);
            }

            if (_random.Next(FlushEvery) == 0)
            {
                Flush(later: _random.Next(2) == 0);
            }

            Do(new ExpiryStep(i, _now.Milliseconds, key < 0 ? NextVerb() : ExpiryVerb.Get, key < 0 ? NextKey() : key, NextExpiry()));
            if (i % CheckEvery == 0 || i == steps)
            {
                CheckSound();
            }
        }

        Assert.Equal(0, Sweep());
        Assert.True(_setup.MayEvict || _evicted == 0, $"{_evicted} items were evicted from a heap that is nearly empty");
        FlushEverything();
    }

    /// <summary>A counter over all lives of the store.</summary>
    public long Metric(StorageMetric metric)
    {
        _earlier.CopyTo(_metrics, 0);
        Cache.Metrics.Read(_metrics);
        return _metrics[(int)metric];
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder?.Dispose();
    }

    private static byte[] Name(int key) => Encoding.ASCII.GetBytes($"expiry{key}");

    /// <summary>A third of the steps are on a few keys, whose old copies lie between other keys' items.</summary>
    private int NextKey() => _random.Next(_random.Next(3) == 0 ? HotKeys : _setup.Keys);

    private long NextExpiry() => _time.Expiry(_now).Milliseconds;

    private ExpiryVerb NextVerb() => _random.Next(100) switch
    {
        < 30 => ExpiryVerb.Set,
        < 50 when _setup.Restarts && _random.Next(2) == 0 => ExpiryVerb.GetWithCas,
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
        Instant next = _now.PlusMilliseconds(_time.Passed());
        if (_random.Next(_setup.Favourites > 0 ? EdgeEveryCrowded : EdgeEvery) == 0)
        {
            return GoToEdge(next);
        }

        GoTo(next);
        return -1;
    }

    private int GoToEdge(Instant otherwise)
    {
        int key = _model.NextToExpire(_now, out Instant soonest);
        GoTo(key < 0 ? otherwise : soonest.PlusMilliseconds(_random.Next(-1, 2)));
        ReadsAtTheEdge += key < 0 ? 0 : 1;
        return key;
    }

    private void GoTo(Instant next)
    {
        _now = next > _now ? next : _now;
        if (_flushAt <= _now)
        {
            _flushAt = Instant.Never;
            _model.Clear();
        }
    }

    /// <summary>
    /// Seal the store and take it over: at once, or later, or at the edge of the next expiry or of a flush to come. Returns the key whose
    /// expiry that is, or -1.
    /// </summary>
    private int Restart(int step)
    {
        if (_random.Next(FlushAtRestartEvery) == 0)
        {
            // To come, or just now, so that nobody has dropped yet what it kills.
            Flush(later: _random.Next(3) != 0);
        }

        Instant sealedAt = _now;
        Instant flushAt = _flushAt;
        _store.Seal(new SealStamp(StoreNow, _machine!.At(_now)));
        Cache.Metrics.Read(_earlier);
        int key = -1;
        if (_random.Next(2) == 0)
        {
            GoTo(_now.PlusMilliseconds(_time.Down()));
        }
        else if (_flushAt < Instant.Never)
        {
            GoTo(_flushAt.PlusMilliseconds(_random.Next(-1, 2)));
        }
        else
        {
            key = GoToEdge(_now);
        }

        FlushesMeanwhile += flushAt <= _now ? 1 : 0;
        _machine.GoDown(sealedAt, _now);
        TakeOver();
        _history.Add(new ExpiryStep(step, _now.Milliseconds, ExpiryVerb.Restart, -1, 0));
        if (key < 0 && _random.Next(2) == 0)
        {
            Require(Sweep() == 0, -1, "live items are missing after a restart");
        }

        return key;
    }

    /// <summary>Go on with what is in the file, at the time that follows from it; some starts before that one come to nothing, and change nothing.</summary>
    private void TakeOver()
    {
        do
        {
            _store.Dispose();
            _store = new ExpiryStore(_setup, _seed, _folder!.File());
            Assert.True(_store.TakenOver is not null, $"the store begins empty, because {_store.Refusal}");
        }
        while (_random.Next(4) == 0);
        Restarts++;
        Instant restored = _store.TakenOver!.Value.Continued(_machine!.At(_now));
        _skew = restored.Milliseconds + _startSkew - _now.Milliseconds;
        _startSkew = 0;
        CheckSound();
        _store.Begin();
    }

    private void CheckSound()
    {
        StoreCheckResult check = Cache.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
    }

    /// <summary>Now or later. The store may be told a wrong time, and must still agree on which of the two it is.</summary>
    private void Flush(bool later)
    {
        using EpochGuard guard = _store.Client.Enter(StoreNow);
        _flushAt = later ? _now.PlusMilliseconds(_random.Next(1_000, 100_000)) : Instant.Never;
        Cache.FlushAll(later ? _flushAt.PlusMilliseconds(_skew) : guard.Now, guard);
        if (!later)
        {
            _model.Clear();
        }
    }

    /// <summary>Nothing is left then: no segment was forgotten, in whatever state.</summary>
    private void FlushEverything()
    {
        Flush(later: false);
        for (int round = 0; round < FlushRounds; round++)
        {
            Cache.Maintain(_store.Owner, StoreNow);
        }

        Assert.Equal(0, Cache.HeldBytes);
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
        using EpochGuard guard = _store.Client.Enter(StoreNow);
        scoped ItemView item;
        StoreStatus status;
        switch (step.Verb)
        {
            case ExpiryVerb.Get:
                status = Cache.Get(name, guard, out item);
                RequireItem(step.Key, status, item, before);
                return status;
            case ExpiryVerb.GetWithCas:
                return ReadCas(step.Key, guard, before, out _);
            case ExpiryVerb.GetAndTouch:
                status = Cache.GetAndTouch(name, expiry, guard, out item);
                RequireItem(step.Key, status, item, after ?? before);
                return status;
            case ExpiryVerb.CompareAndSet:
                status = ReadCas(step.Key, guard, before, out ulong cas);
                return status == StoreStatus.Ok ? Cache.CompareAndSet(name, value, 0, expiry, cas, guard) : status;
            case ExpiryVerb.Set:
                return Cache.Set(name, value, 0, expiry, guard);
            case ExpiryVerb.Add:
                return Cache.Add(name, value, 0, expiry, guard);
            case ExpiryVerb.Replace:
                return Cache.Replace(name, value, 0, expiry, guard);
            case ExpiryVerb.Touch:
                return Cache.Touch(name, expiry, guard);
            case ExpiryVerb.Append:
                return Cache.Append(name, value, guard);
            case ExpiryVerb.Increment:
                return Cache.Increment(name, 1, guard, out _);
            case ExpiryVerb.Store:
                return Update(step.Key, FixedUpdate.Store(value, new NewItem(0, 0, expiry) { KeepsAccess = true, TellsCas = true }), needsItem: false, guard, after);
            case ExpiryVerb.Renew:
                return Update(step.Key, FixedUpdate.Touch(expiry, tellsCas: true), needsItem: true, guard, after);
            default:
                return Cache.Delete(name, guard);
        }
    }

    /// <summary>Be told a CAS id: the one told before of the same item, or else one that is new.</summary>
    private StoreStatus ReadCas(int key, in EpochGuard guard, ExpiryEntry? before, out ulong cas)
    {
        StoreStatus status = Cache.GetWithCas(Name(key), guard, out ItemView item);
        RequireItem(key, status, item, before);
        cas = item.Cas;
        ulong told = before?.Cas ?? 0;
        Require(status != StoreStatus.Ok || _model.TryTell(before!, cas), key, $"the CAS id became {cas}, it was {told}");
        return status;
    }

    /// <summary>Update, and be told a CAS id.</summary>
    private StoreStatus Update(int key, FixedUpdate update, bool needsItem, in EpochGuard guard, ExpiryEntry? after)
    {
        StoreStatus status = Cache.Update(Name(key), ref update, guard, out ulong cas);
        bool done = status == StoreStatus.Ok && (update.SawItem || !needsItem);
        Require(cas == 0 || done, key, $"an id, {cas}, of what was not stored");
        Require(cas == 0 || after is null || _model.TryTell(after, cas), key, $"the CAS id became {cas}, it was {after?.Cas}");
        return status == StoreStatus.Ok && !done ? StoreStatus.NotFound : status;
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
            using EpochGuard guard = _store.Client.Enter(StoreNow);
            StoreStatus status = Cache.Get(Name(key), guard, out ItemView item);
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
            IEnumerable<ExpiryStep> steps = _history.Where(step => key < 0 || step.Key < 0 || step.Key == key).TakeLast(StepsShown);
            Assert.Fail($"key {key} at {_now.Milliseconds}: {message}\n{string.Join('\n', steps)}");
        }
    }
}
