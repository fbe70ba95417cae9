using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// Replays a shape against one server, at the pace of the plan, over a few connections. A key belongs to one of them, so that what
/// is done to it is done in order.
/// </summary>
internal sealed class ShapeReplay : IDisposable
{
    private const int Connections = 4;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const ulong AgeSalt = 0x589965CC75374CC3;

    /// <summary>Bytes of stores that are sent at once while the population is stored.</summary>
    private const int StoreBytes = 64 * 1024;

    private readonly ReplayPlan _plan;
    private readonly ShapeSource _source;
    private readonly ReplayConnection[] _connections;
    private readonly CancellationToken _stop;
    private readonly Action _eachSecond;

    /// <param name="plan">What to replay.</param>
    /// <param name="server">Where.</param>
    /// <param name="eachSecond">Called about once a second, between two batches.</param>
    /// <param name="stop">Ends the replay early.</param>
    public ShapeReplay(ReplayPlan plan, EndPoint server, Action eachSecond, CancellationToken stop)
    {
        (_plan, _eachSecond, _stop) = (plan, eachSecond, stop);
        _source = SourceOf(plan);
        ReplayValues values = new(_source.HasCounters);
        _connections = new ReplayConnection[Connections];
        for (int i = 0; i < Connections; i++)
        {
            _connections[i] = new ReplayConnection(server, values);
        }
    }

    /// <summary>What was sent while counting.</summary>
    public ReplayCounts Counted { get; } = new();

    /// <summary>What was sent before.</summary>
    public ReplayCounts WarmUp { get; } = new();

    /// <summary>Requests for the most popular keys that were left out while counting.</summary>
    public long Skipped { get; private set; }

    /// <summary>The most that a batch was sent later than it was due, in seconds.</summary>
    public double LagSecondsMax { get; private set; }

    public static ShapeSource SourceOf(ReplayPlan plan) => ShapeSource.Create(plan.Shape, new ShapeOptions
    {
        Seed = plan.Seed,
        Requests = plan.Requests,
        DurationMilliseconds = plan.DurationMilliseconds,
        Population = plan.Population,
        SkipHottest = plan.SkipHottest,
    });

    /// <summary>
    /// Store the keys that are known already, as fast as the server takes them. Each is as old as chance has it, so its TTL is what
    /// is left.
    /// </summary>
    public void StorePopulation()
    {
        for (long i = 0; i < _plan.Population && !_stop.IsCancellationRequested; i++)
        {
            ReplayConnection connection = ConnectionOf((ulong)i);
            connection.Store(ItemStoredBefore(_source, _plan, i));
            if (connection.Waiting >= StoreBytes)
            {
                connection.Flush();
            }
        }

        foreach (ReplayConnection connection in _connections)
        {
            connection.Finish();
        }
    }

    /// <summary>Replay all requests.</summary>
    public void Run()
    {
        long start = BenchClock.Now;
        long nextSecond = start + BenchClock.NanosecondsPerSecond;
        long countFrom = (long)(_plan.WarmUp * _plan.Requests);
        long skippedBefore = -1;
        while (!_stop.IsCancellationRequested && _source.TryNext(out TraceRequest request))
        {
            bool counts = _source.Produced > countFrom;
            skippedBefore = counts && skippedBefore < 0 ? _source.Skipped : skippedBefore;
            ReplayConnection connection = ConnectionOf(request.Key);
            int ttl = _plan.TtlSeconds(request.TtlMilliseconds);
            while (!connection.TryAdd(request, ttl, counts ? Counted : WarmUp))
            {
                WaitUntil(start + DueNanoseconds());
                connection.Advance();
                if (BenchClock.Now >= nextSecond)
                {
                    nextSecond += BenchClock.NanosecondsPerSecond;
                    _eachSecond();
                }
            }
        }

        foreach (ReplayConnection connection in _connections)
        {
            connection.Finish();
        }

        Skipped = _source.Skipped - Math.Max(0, skippedBefore);
    }

    /// <summary>Ask the server for its counters.</summary>
    public Dictionary<string, string> Stats()
    {
        Dictionary<string, string> stats = [];
        string line = _connections[0].Ask("stats\r\n"u8);
        for (; line != "END" && line.StartsWith("STAT ", StringComparison.Ordinal); line = _connections[0].AskMore())
        {
            string[] words = line.Split(' ', 3);
            stats[words[1]] = words[^1];
        }

        return stats;
    }

    /// <summary>One of the keys known before the first request, with what is left of its TTL: an even share of it, by its number.</summary>
    internal static ReplayRead ItemStoredBefore(ShapeSource source, ReplayPlan plan, long index)
    {
        TraceRequest request = source.StoredBefore(index);
        int whole = plan.TtlSeconds(request.TtlMilliseconds);
        int left = whole == 0 ? 0 : 1 + (int)(BenchRandom.Mix((ulong)index ^ AgeSalt) % (ulong)whole);
        return new ReplayRead(request.Key, request.KeyBytes, 0, request.ValueBytes, left, Exchanges: false);
    }

    public void Dispose()
    {
        _source.Dispose();
        foreach (ReplayConnection connection in _connections)
        {
            connection?.Dispose();
        }
    }

    private ReplayConnection ConnectionOf(ulong key) => _connections[BenchRandom.Mix(key) % Connections];

    private long DueNanoseconds() => (long)(_source.Progress * _plan.Seconds * BenchClock.NanosecondsPerSecond);

    private void WaitUntil(long due)
    {
        long ahead = due - BenchClock.Now;
        LagSecondsMax = Math.Max(LagSecondsMax, -ahead / (double)BenchClock.NanosecondsPerSecond);
        if (ahead > NanosecondsPerMillisecond)
        {
            _stop.WaitHandle.WaitOne((int)(ahead / NanosecondsPerMillisecond));
        }
    }
}
