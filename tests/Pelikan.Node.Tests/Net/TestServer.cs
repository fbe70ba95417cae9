using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Actors.DataPlane;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;
using Pelikan.TestKit;

namespace Pelikan.Node.Tests.Net;

/// <summary>One that stores nothing.</summary>
internal sealed class TestServer<TProtocol>(TestServerOptions? given = null) : TestServer<TProtocol, NoopStore>(() => default, 8, given)
    where TProtocol : struct, IProtocol;

/// <summary>A listener and its workers on threads of their own, for one test.</summary>
internal class TestServer<TProtocol, TStore> : IDisposable
    where TProtocol : struct, IProtocol
    where TStore : struct, IStore
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly List<Thread> _threads = [];
    private readonly List<IWorker> _workers = [];

    /// <param name="store">Makes the store of a worker.</param>
    /// <param name="metrics">Counters that the protocol has.</param>
    /// <param name="given">What is not as usual.</param>
    internal TestServer(Func<TStore> store, int metrics, TestServerOptions? given = null)
    {
        TestServerOptions options = given ?? new TestServerOptions();
        Shared = new DataPlaneShared(
            new TurnClock(options.Time), new ConnectionBudget(options.ConnectionsMax), new BufferBudget(options.BufferMemoryMax));
        for (int i = 0; i < options.Workers; i++)
        {
            WorkerContext context = new(new ProtocolLimits(), new NoServerControl(), new CounterBlock(metrics)) { Protocols = options.Protocols };
            _workers.Add(new Worker<TProtocol, TStore>(
                $"worker_{i}", options.Worker, Shared, store(), context, options.Poller?.Invoke()));
        }

        ListenerOptions listening = new() { Endpoints = options.Endpoints ?? [ListenEndpoint.Tcp("127.0.0.1", 0)] };
        Listener = new Listener("listener", listening, Shared.Connections, _workers, options.Log);
        _workers.ForEach(Start);
        Start(Listener);
    }

    internal DataPlaneShared Shared { get; }

    internal Listener Listener { get; }

    internal IReadOnlyList<IWorker> Workers => _workers;

    /// <summary>What a loop threw.</summary>
    internal Exception? Failure { get; private set; }

    internal ManualResetEventSlim Failed { get; } = new();

    internal EndPoint EndPoint => Listener.LocalEndPoints[0];

    internal WireClient Connect() => new(EndPoint);

    internal long Metric(string name) =>
        _workers.SelectMany(worker => worker.MetricSources).Concat(Listener.MetricSources).Sum(source => ValueOf(source, name));

    internal void Await(string metric, long value) =>
        Eventually.True(() => Metric(metric) >= value, $"{metric} is {Metric(metric)}, expected at least {value}");

    internal void AwaitOpen(int connections) => Eventually.True(
        () => Shared.Connections.Open == connections, $"{Shared.Connections.Open} connections are open, expected {connections}");

    /// <summary>Stop the workers, and wait for them.</summary>
    internal void Stop()
    {
        Listener.Stop();
        _workers.ForEach(worker => worker.Stop());
        foreach (Thread thread in _threads)
        {
            if (!thread.Join(StopTimeout))
            {
                throw new TimeoutException($"{thread.Name} did not stop");
            }
        }
    }

    public void Dispose()
    {
        Stop();
        Listener.Dispose();
        _workers.ForEach(worker => worker.Dispose());
        Failed.Dispose();
    }

    private static long ValueOf(IMetricSource source, string name)
    {
        long[] sums = new long[source.Metrics.Count];
        source.Read(sums);
        return source.Metrics.Select((metric, index) => metric.Name == name ? sums[index] : 0).Sum();
    }

    private void Start(IEventLoop loop)
    {
        Thread thread = new(() =>
        {
            try
            {
                loop.Run();
            }
            catch (Exception failure)
            {
                Failure = failure;
                Failed.Set();
            }
        })
        { Name = loop.Name, IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    private sealed class NoServerControl : IServerControl
    {
        public string Version => "test";

        public long UnixMillisecondsAtInstantZero => 0;

        public bool FlushAllowed => true;

        public bool VisitStats(ReadOnlySpan<byte> group, Action<string, string> visit) => false;

        public void ResetStats()
        {
        }

        public void SetVerbosity(int level)
        {
        }
    }
}

internal sealed record TestServerOptions
{
    internal int Workers { get; init; } = 1;

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal int ConnectionsMax { get; init; } = 10_000;

    internal long BufferMemoryMax { get; init; } = 64 * 1024 * 1024;

    internal WorkerOptions Worker { get; init; } = new();

    internal ProtocolSet Protocols { get; init; } = ProtocolSet.Memcache;

    internal IReadOnlyList<ListenEndpoint>? Endpoints { get; init; }

    internal Func<IPoller>? Poller { get; init; }

    internal ILogger Log { get; init; } = NullLogger.Instance;
}
