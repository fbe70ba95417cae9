using System;
using System.Threading;
using Pelikan.Benchmarks.Storage;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Benchmarks.Pause;

/// <summary>
/// A new store, and three threads on it: a reader with a core of its own, a writer at full rate, and the owner, who works when told
/// and each millisecond.
/// </summary>
internal sealed class PauseRound : IDisposable
{
    private const int SegmentBytes = 1024 * 1024;
    private const long HeapBytes = 256L << 20;
    private const int TinyHashPower = 4;
    private const int ValueBytes = 64;
    private const int TurnSets = 32;
    private const int ReaderCore = 1;
    private const int WriterCore = 0;
    private const int OwnerCore = 2;

    private readonly SegmentPool _pool = new(HeapBytes, SegmentBytes);
    private readonly Epoch _epoch = new();
    private readonly AutoResetEvent _pressure = new(initialState: false);
    private readonly PauseClock _clock = new();
    private readonly SegCache _cache;
    private readonly long _headsBefore;
    private int _reading = 1;
    private int _writing = 1;
    private Exception? _failure;

    public PauseRound()
    {
        SegCacheOptions options = new() { HeapBytes = HeapBytes, Eviction = EvictionKind.Merge, HashPower = TinyHashPower, WritersMax = 1 };
        _cache = new SegCache(options, _pool, _epoch, hashSeed: 0x5EED, () => _pressure.Set());
        _headsBefore = _cache.HashHeads;
    }

    public long Sets { get; private set; }

    public long HeadsAdded => _cache.HashHeads - _headsBefore;

    public long Metric(string name)
    {
        long[] values = new long[_cache.Metrics.Metrics.Count];
        _cache.Metrics.Read(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (_cache.Metrics.Metrics[i].Name == name)
            {
                return values[i];
            }
        }

        throw new ArgumentException($"there is no metric {name}", nameof(name));
    }

    public StoreCheckResult Check() => _cache.Check();

    /// <summary>Run for so many seconds: slices of 50 ms, reads and idling in turn.</summary>
    public void Run(PauseReader reader, int seconds)
    {
        EpochParticipant readerPlace = _epoch.Register();
        Thread[] threads =
        [
            Start(ReaderCore, () => ReadAndIdle(reader, readerPlace, seconds)),
            Start(WriterCore, Write),
            Start(Environment.ProcessorCount > OwnerCore ? OwnerCore : WriterCore, Maintain),
        ];
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        if (_failure is not null)
        {
            throw new InvalidOperationException("a thread of the measurement failed", _failure);
        }
    }

    public void Dispose()
    {
        _cache.Dispose();
        _pool.Dispose();
        _pressure.Dispose();
    }

    private Thread Start(int core, Action body)
    {
        Thread thread = new(() =>
        {
            PinnedThreads.Pin(core);
            try
            {
                body();
            }
            catch (Exception fault)
            {
                Volatile.Write(ref _failure, fault);
                Volatile.Write(ref _reading, 0);
                Volatile.Write(ref _writing, 0);
            }
        });
        thread.Start();
        return thread;
    }

    private void ReadAndIdle(PauseReader reader, EpochParticipant place, int seconds)
    {
        Instant end = _clock.Now.PlusSeconds(seconds);
        while (_clock.Now < end && Volatile.Read(ref _reading) != 0)
        {
            reader.Read(_cache, place, _clock);
            reader.Spin();
        }

        Volatile.Write(ref _reading, 0);
    }

    private void Write()
    {
        EpochParticipant place = _epoch.Register();
        PauseKeys keys = new(0xBEEF);
        Span<byte> key = stackalloc byte[PauseKeys.Bytes];
        Span<byte> value = stackalloc byte[ValueBytes];
        while (Volatile.Read(ref _reading) != 0)
        {
            using EpochGuard guard = place.Enter(_clock.Now);
            for (int i = 0; i < TurnSets; i++)
            {
                keys.Next(key);
                Instant expiry = (keys.Random() & 3) switch
                {
                    0 => guard.Now.PlusMilliseconds(keys.Random() % 1_000),
                    1 => guard.Now.PlusSeconds(3600),
                    _ => Instant.Never,
                };
                if (_cache.Set(key, value, 0, expiry, guard) != StoreStatus.Ok)
                {
                    throw new InvalidOperationException("a store that evicts refused an item");
                }
            }

            Sets += TurnSets;
        }

        Volatile.Write(ref _writing, 0);
    }

    private void Maintain()
    {
        EpochParticipant place = _epoch.Register();
        while (Volatile.Read(ref _writing) != 0)
        {
            _pressure.WaitOne(1);
            _cache.Maintain(place, _clock.Now);
        }
    }
}
