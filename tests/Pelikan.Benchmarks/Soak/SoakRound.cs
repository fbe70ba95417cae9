using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Benchmarks.Soak;

/// <summary>
/// One store of a soak, with its clients, its owner, and a thread that checks it while they work. Ends at its time or at the first
/// thing that is wrong.
/// </summary>
internal sealed class SoakRound : IDisposable
{
    private const int Clients = 3;

    private readonly SegmentPool _pool;
    private readonly Epoch _epoch = new();
    private readonly SoakClock _clock = new();
    private readonly SegCache _cache;
    private readonly SoakClient[] _clients;
    private readonly long _end;
    private readonly string _name;
    private int _running = Clients;
    private Exception? _failure;

    /// <param name="eviction">The store's policy.</param>
    /// <param name="seed">Decides its size, and what its clients do.</param>
    /// <param name="duration">When the clients end.</param>
    public SoakRound(EvictionKind eviction, int seed, TimeSpan duration)
    {
        Random random = new(seed);
        int segmentBytes = 1 << random.Next(12, 19);
        int segments = 1 << random.Next(3, 11);
        long heap = (long)segmentBytes * segments;
        _end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        _name = $"{eviction}, {segments} segments of {segmentBytes / 1024} KiB";
        _pool = new SegmentPool(heap, segmentBytes, guarded: true);
        SegCacheOptions options = new() { HeapBytes = heap, Eviction = eviction, HashPower = 4, WritersMax = Clients };
        _cache = new SegCache(options, _pool, _epoch, hashSeed: (ulong)random.NextInt64());

        // From a store that is never full to one that holds a third of what is stored.
        int keys = (int)Math.Clamp(heap / random.Next(60, 400), 100, 2_000_000);
        _clients = [.. Enumerable.Range(0, Clients).Select(_ =>
            new SoakClient(_cache, _clock, _epoch.Register(), random.Next(), keys, Math.Min(segmentBytes / 4, 8 * 1024)))];
    }

    public long Checks { get; private set; }

    public long Operations => _clients.Sum(client => client.Operations);

    private bool IsOver => Volatile.Read(ref _running) == 0;

    /// <summary>Run to the end, with a line of progress from time to time.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong.</exception>
    public void Run(Action<string> progress)
    {
        EpochParticipant owner = _epoch.Register();
        EpochParticipant checker = _epoch.Register();
        Thread[] threads =
        [
            .. _clients.Select(client => Start(() => Work(client), isClient: true)),
            Start(() => Maintain(owner), isClient: false),
            Start(() => Check(checker, progress), isClient: false),
        ];
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (_failure is not null)
        {
            throw new InvalidOperationException($"{_name}: {_failure.Message}", _failure);
        }

        Require(_cache.Check());
        progress(Line("done"));
    }

    public void Dispose()
    {
        _cache.Dispose();
        _pool.Dispose();
    }

    private static void Require(StoreCheckResult check)
    {
        if (!check.IsSound)
        {
            throw new InvalidOperationException($"the store is not sound:\n{string.Join('\n', check.Problems)}");
        }
    }

    private string Line(string what)
    {
        long[] values = new long[_cache.Metrics.Metrics.Count];
        _cache.Metrics.Read(values);
        long Of(string name) => Enumerable.Range(0, values.Length).Where(i => _cache.Metrics.Metrics[i].Name == name).Sum(i => values[i]);
        return $"{what,-7} {_name}: {Operations / 1e6:0.0} M operations, {_clients.Sum(client => client.Found) / 1e6:0.0} M hits, " +
            $"{Of("item_current"):N0} items in {_cache.HashHeads:N0} heads, evicted {Of("item_evict"):N0}, moved {Of("item_relink"):N0}, " +
            $"expired {Of("item_expire"):N0}, flushed {Of("item_flush"):N0}, {Checks} checks";
    }

    private Thread Start(Action body, bool isClient)
    {
        Thread thread = new(() =>
        {
            try
            {
                body();
            }
            catch (Exception fault)
            {
                Interlocked.CompareExchange(ref _failure, fault, null);
            }
            finally
            {
                Interlocked.Add(ref _running, isClient ? -1 : 0);
            }
        });
        thread.Start();
        return thread;
    }

    private void Work(SoakClient client)
    {
        while (Stopwatch.GetTimestamp() < _end && Volatile.Read(ref _failure) is null)
        {
            for (int i = 0; i < 1000; i++)
            {
                client.Step();
            }
        }
    }

    private void Maintain(EpochParticipant place)
    {
        while (!IsOver)
        {
            _cache.Maintain(place, _clock.Tick());
            Thread.Yield();
        }
    }

    /// <summary>Check all the time: a check costs about what the clients' own reads do.</summary>
    private void Check(EpochParticipant place, Action<string> progress)
    {
        long said = Stopwatch.GetTimestamp();
        while (!IsOver)
        {
            Require(_cache.Check(place, CancellationToken.None));
            Checks++;
            if (Stopwatch.GetElapsedTime(said) >= SoakRun.SayEvery)
            {
                said = Stopwatch.GetTimestamp();
                progress(Line("running"));
            }
        }
    }
}
