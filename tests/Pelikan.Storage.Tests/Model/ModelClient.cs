using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Model;

/// <summary>
/// One user of a store, alone on its keys: makes random steps, runs each on the store and on the model, and compares.
/// An item may be missing only where the store may lose items, and each loss is counted.
/// </summary>
internal sealed class ModelClient
{
    private readonly Random _random;
    private readonly ModelSetup _setup;
    private readonly SegCache _cache;
    private readonly EpochParticipant[] _places;
    private readonly Func<Instant> _later;
    private readonly bool _alone;
    private readonly byte[][] _keys;
    private readonly Dictionary<int, ModelEntry> _model = [];
    private readonly HashSet<ulong> _casTold = [];
    private readonly List<ulong> _casOld = [0xDEAD];
    private readonly long[] _metrics;
    private Instant _now;

    /// <param name="cache">The store.</param>
    /// <param name="setup">What kind of store it is.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="name">Begins every key, so that clients share none.</param>
    /// <param name="places">Places in the epoch table, used in turn.</param>
    /// <param name="later">The newest time anybody acts at: an item that has expired by then may be gone already.</param>
    /// <param name="alone">Whether nobody else is at work. Else an item that is moved while it is read may forget that it was.</param>
    public ModelClient(
        SegCache cache, ModelSetup setup, Random random, string name, EpochParticipant[] places, Func<Instant> later, bool alone = false)
    {
        _alone = alone;
        _cache = cache;
        _setup = setup;
        _random = random;
        _places = places;
        _later = later;
        _keys = Enumerable.Range(0, setup.Keys).Select(i => MakeKey(name, i)).ToArray();
        _metrics = new long[cache.Metrics.Metrics.Count];
    }

    /// <summary>Items that went missing.</summary>
    public long Lost { get; private set; }

    /// <summary>Everything is gone, by a flush.</summary>
    public void Forget() => _model.Clear();

    public void Step(Instant now)
    {
        _now = now;
        Compare(NextStep());
    }

    /// <summary>Read every key, so that every loss is known.</summary>
    public void Sweep(Instant now)
    {
        _now = now;
        for (int key = 0; key < _keys.Length; key++)
        {
            Compare(new ModelStep(ModelVerb.Get, key, [], 0, Instant.Never, 0, 0));
        }
    }

    private static byte[] MakeKey(string name, int index) =>
        Encoding.ASCII.GetBytes($"{name}{index}{new string('.', index % 7 == 0 ? 240 : index % 23)}");

    private ModelStep NextStep()
    {
        int key = _random.Next(3) == 0 ? _random.Next(Math.Min(8, _setup.Keys)) : _random.Next(_setup.Keys);
        ModelVerb verb = _random.Next(100) switch
        {
            < 40 => ModelVerb.Set,
            < 52 => ModelVerb.Get,
            _ => (ModelVerb)_random.Next((int)ModelVerb.Leave + 1),
        };
        ModelEntry? entry = Live(key);
        bool extends = verb is ModelVerb.Append or ModelVerb.Prepend;
        ulong cas = entry is { Cas: not 0 } && _random.Next(4) != 0 ? entry.Cas : _casOld[_random.Next(_casOld.Count)];
        uint flags = _random.Next(2) == 0 ? 0 : (uint)_random.Next();
        ModelStep step = new(verb, key, NextValue(key, extends, entry), flags, NextExpiry(), cas, (ulong)_random.NextInt64())
        {
            Intent = (ReadIntent)_random.Next(4),
        };
        return verb is ModelVerb.Store or ModelVerb.Renew or ModelVerb.Leave ? step with { Fresh = NextItem(step) } : step;
    }

    /// <summary>What an update decides on: some ids are a client's own, small and used again; strings are as frequent as collections.</summary>
    private NewItem NextItem(ModelStep step) => new(step.Value.Length, step.Flags, step.Expiry)
    {
        Kind = _random.Next(2) == 0 ? ItemKind.String : (ItemKind)_random.Next((int)ItemKind.Hash + 1),
        Marks = _random.Next(2) == 0 ? ItemMarks.None : (ItemMarks)_random.Next((int)(ItemMarks.Fetched | ItemMarks.BinaryKey | ItemMarks.Won | ItemMarks.Stale) + 1),
        KeepsAccess = _random.Next(2) == 0,
        Cas = step.Verb == ModelVerb.Store && _random.Next(3) == 0 ? (ulong)_random.Next(1, 100) : 0,
        TellsCas = _random.Next(2) == 0,
    };

    private byte[] NextValue(int key, bool extends, ModelEntry? entry)
    {
        int dice = _random.Next(100);
        if (dice == 0)
        {
            return new byte[_setup.SegmentBytes];
        }

        if (dice < 30)
        {
            return Encoding.ASCII.GetBytes(((ulong)_random.NextInt64(long.MaxValue) << _random.Next(2)).ToString());
        }

        // An extended item stays small enough to grow by every optional field later.
        int room = _setup.SegmentBytes - 320 - (entry?.Value.Length ?? 0);
        byte[] value = new byte[_random.Next(extends ? Math.Clamp(room, 1, 40) : _setup.ValueBytes)];
        _random.NextBytes(value);
        Encoding.ASCII.GetBytes($"{key}:").AsSpan(0, Math.Min(value.Length, 2)).CopyTo(value);
        return extends && room < 40 ? [] : value;
    }

    private Instant NextExpiry() => _random.Next(20) switch
    {
        < 8 => Instant.Never,
        < 12 => _now.PlusMilliseconds(_random.Next(1, 2_000)),
        < 16 => _now.PlusSeconds(_random.Next(1, 100)),
        < 18 => _now.PlusSeconds(_random.Next(1, 20_000_000)),
        18 => _now,
        _ => new Instant(_random.NextInt64(-5, _now.Milliseconds + 1)),
    };

    private ModelEntry? Live(int key) => _model.TryGetValue(key, out ModelEntry? entry) && entry.Expiry > _now ? entry : null;

    private void Compare(ModelStep step)
    {
        ModelEntry? before = Live(step.Key);
        byte[] key = _keys[step.Key];
        (StoreStatus expected, ModelEntry? after) = StoreModel.Apply(step, before, _now, key.Length, _setup.SegmentBytes);
        using EpochGuard guard = _places[_random.Next(_places.Length)].Enter(_now);
        StoreStatus actual = ModelVerbs.Run(_cache, step, key, guard, out ItemView item, out ulong number, out ItemAccess access);
        if (actual == StoreStatus.NoSpace && _setup.Loses)
        {
            RequireFull(step);

            // It was read, and then there was no room for the copy with another expiry.
            Record(step.Key, before, step.Verb == ModelVerb.GetAndTouch && before is { IsCollection: false } ? before.Read(_now) : before);
            return;
        }

        if (actual != expected && before is not null && (_setup.Loses || before.Expiry <= _later()))
        {
            (expected, after) = StoreModel.Apply(step, null, _now, key.Length, _setup.SegmentBytes);
            Lost += before.Expiry <= _later() ? 0 : 1;
        }

        Assert.True(expected == actual, $"{step} at {_now.Milliseconds}: expected {expected}, was {actual}");
        if (actual == StoreStatus.Ok && step.Verb is ModelVerb.Get or ModelVerb.GetWithCas or ModelVerb.GetAndTouch)
        {
            after = CompareItem(step, before!, after, item);
        }

        if (actual == StoreStatus.Ok && step.Verb is ModelVerb.Read)
        {
            CompareAccess(step, before!, access);
            after = CompareItem(step, before!, after, item);
        }

        if (step.Verb is ModelVerb.Store or ModelVerb.Renew or ModelVerb.Leave)
        {
            after = CompareTold(step, actual, after, number);
        }

        if (actual == StoreStatus.Ok && step.Verb is ModelVerb.Increment or ModelVerb.Decrement && after is not null)
        {
            Assert.Equal(Encoding.ASCII.GetString(after.Value), number.ToString());
        }

        Record(step.Key, before, after);
    }

    private void Record(int key, ModelEntry? before, ModelEntry? after)
    {
        if (before is { Cas: not 0 } && before.Cas != after?.Cas)
        {
            _casOld.Add(before.Cas);
        }

        if (after is null)
        {
            _model.Remove(key);
        }
        else
        {
            _model[key] = after;
        }
    }

    private ModelEntry? CompareItem(ModelStep step, ModelEntry before, ModelEntry? after, ItemView item)
    {
        Assert.True(item.Key.SequenceEqual(_keys[step.Key]), $"{step}: another key's item");
        Assert.True(item.Value.SequenceEqual(before.Value), $"{step}: another value");
        Assert.Equal(before.Flags, item.Flags);
        Assert.Equal(step.Verb == ModelVerb.GetAndTouch && after is not null ? step.Expiry : before.Expiry, item.Expiry);
        Assert.Equal((before.Kind, before.KeepsAccess), (item.Kind, item.KeepsAccess));
        Assert.Equal(before.Marks & ~ItemMarks.Fetched, item.Marks & ~ItemMarks.Fetched);
        if (step.Verb == ModelVerb.Get || after is null)
        {
            return after;
        }

        if (step.Verb == ModelVerb.Read && (step.Intent & ReadIntent.Cas) == 0)
        {
            Assert.Equal(0UL, item.Cas);
            return after;
        }

        return Told(step, before.Cas, item.Cas, after);
    }

    /// <summary>A CAS id was told: the one that was told before, or else one that never was told of any item.</summary>
    private ModelEntry Told(ModelStep step, ulong before, ulong cas, ModelEntry after)
    {
        Assert.NotEqual(0UL, cas);
        Assert.True(before == cas || (before == 0 && _casTold.Add(cas)), $"{step}: cas {cas:x} for {before:x}");
        return after with { Cas = cas };
    }

    private ModelEntry? CompareTold(ModelStep step, StoreStatus status, ModelEntry? after, ulong cas)
    {
        // Of an update that leaves the item an id is told only where it asks for it; of what was not told nothing is known.
        if (status != StoreStatus.Ok || after is null || (step.Verb == ModelVerb.Leave && !step.Fresh.TellsCas))
        {
            Assert.Equal(0UL, cas);
            return after;
        }

        Assert.NotEqual(0UL, cas);
        return step.Fresh.TellsCas || after.Cas != 0 ? Told(step, after.Cas, cas, after) : after;
    }

    /// <summary>What is known of the reads before is what happened; a plain item tells when it does not keep that.</summary>
    private void CompareAccess(ModelStep step, ModelEntry before, ItemAccess access)
    {
        if (!before.KeepsAccess)
        {
            Assert.Equal(-1, access.SecondsAgo);
            return;
        }

        bool fetched = (before.Marks & ItemMarks.Fetched) != 0;
        long seconds = (_now.Milliseconds / 1000) - before.AccessSecond;
        Assert.True(_alone ? access == new ItemAccess(fetched, seconds) : (!access.Fetched || fetched) && access.SecondsAgo >= seconds, $"{step}: {access}, expected {fetched}, {seconds}");
    }

    private void RequireFull(ModelStep step)
    {
        Assert.True(_setup.Eviction == EvictionKind.None, $"{step}: no space, though items may be evicted");
        Array.Clear(_metrics);
        _cache.Metrics.Read(_metrics);

        // The first computed metrics: segment_share, segment_current. One is spared for compaction where there are many.
        long free = _metrics[(int)StorageMetric.Count] - _metrics[(int)StorageMetric.Count + 1];
        Assert.InRange(free, 0, _setup.Segments < 32 ? 0 : 1);
    }
}
