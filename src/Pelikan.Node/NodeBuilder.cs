using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.Extensions.Logging;
using Pelikan.Actors;
using Pelikan.Actors.Admin;
using Pelikan.Actors.DataPlane;
using Pelikan.Actors.Guardian;
using Pelikan.Actors.Storage;
using Pelikan.Node.Admin;
using Pelikan.Node.CommandLine;
using Pelikan.Node.Config;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Logging;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Ping;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node;

/// <summary>
/// The composition root: a product is a protocol and a store, put together here and nowhere else. Everything else of a node is the
/// same for all products.
/// </summary>
internal sealed class NodeBuilder
{
    private readonly NodeConfig _config;
    private readonly Product _product;
    private readonly NodeLog _log;
    private readonly TimeProvider _time;
    private readonly AuthFile? _authFile;
    private readonly NodeStorage? _storage;
    private readonly TurnClock _clock;
    private readonly DataPlaneShared _shared;
    private readonly MetricRegistry _metrics;
    private readonly ActorSettings _settings;
    private readonly int _threads;
    private readonly List<IWorker> _workers = [];

    /// <summary>Read the credentials and take the heap; the node's clock goes by what is in it.</summary>
    /// <exception cref="AuthFileException">The file of the credentials is not there, or not what it should be.</exception>
    /// <exception cref="InsufficientMemoryException">The system does not give as much memory as the heap is to have.</exception>
    /// <exception cref="Storage.Restart.HeapFileException">The heap is to be in a file that cannot be used.</exception>
    public NodeBuilder(LaunchRequest request, NodeLog log, TimeProvider time)
    {
        _config = request.Config;
        _product = request.Product;
        _log = log;
        _time = time;
        _settings = request.Actors;
        _metrics = new MetricRegistry(time, _settings.PercentileWindow);
        _threads = _config.Worker.Threads != 0 ? _config.Worker.Threads : Environment.ProcessorCount;
        _authFile = _product == Product.Pingserver || _config.Server.AuthFile.Length == 0
            ? null
            : AuthFile.Open(_config.Server.AuthFile, log.Factory.CreateLogger<AuthFile>());
        _storage = ProductTraits.StoresItems(_product)
            ? NodeStorage.Create(_config.Seg, _config.Limits.ValueSizeMax, _threads, time, log.Factory.CreateLogger<NodeHeap>())
            : null;
        _clock = new TurnClock(time, _storage?.Start ?? default);
        _shared = new DataPlaneShared(
            _clock,
            new ConnectionBudget(_config.Server.ConnectionsMax),
            new BufferBudget(_config.Limits.BufferMemoryMax, _threads));
    }

    /// <summary>Make every part and bind the data port; nothing runs yet.</summary>
    /// <exception cref="ListenException">The data port cannot be bound.</exception>
    public NodeParts Build()
    {
        NodeReadiness readiness = new();
        ServerControl control = new(
            Settings(), _metrics, _time, _clock.Now, readiness, _log.Verbosity, () => ConnectionStats.Of(_workers));
        for (int i = 0; i < _threads; i++)
        {
            _workers.Add(_storage is null ? PingWorker(i, control) : CacheWorker(i, control, _storage));
        }

        Listener listener = new("pelikan_listen", ListenerOptions(), _shared.Connections, _workers, _log.Factory.CreateLogger<Listener>());
        AdminMetrics adminMetrics = new();
        Register(listener, adminMetrics);
        ProcessFailure failure = new();
        return new NodeParts
        {
            Control = control,
            AdminMetrics = adminMetrics,
            AuthFile = _authFile,
            Storage = _storage,
            Workers = [.. _workers],
            Listener = listener,
            Clock = _clock,
            Plan = requests => new NodePlan
            {
                Settings = _settings,
                Clock = new NodeClock(_clock),
                Shards = _storage?.Shards ?? [],
                Workers = [.. _workers.Select(worker => new EventLoopHandle(worker, failure))],
                Listeners = [new EventLoopHandle(listener, failure)],
                Metrics = _metrics,
                Requests = requests,
                Readiness = readiness,
            },
        };
    }

    private Worker<CacheProtocol, RoutedStore> CacheWorker(int index, IServerControl control, NodeStorage storage) => new(
        WorkerName(index),
        WorkerOptions(),
        _shared,
        new RoutedStore(storage.Map, storage.Epoch.Register()),
        Context(control, CacheMetrics.All));

    private Worker<PingProtocol, NoopStore> PingWorker(int index, IServerControl control) => new(
        WorkerName(index), WorkerOptions(), _shared, default, Context(control, PingMetrics.All));

    private string WorkerName(int index) => _threads == 1 ? "pelikan_work" : $"pelikan_work_{index}";

    private WorkerContext Context(IServerControl control, IReadOnlyList<MetricInfo> metrics)
    {
        CounterSource counters = new(metrics);
        _metrics.Add(counters);
        return new WorkerContext(Limits(), control, counters.Counters) { Credentials = _authFile?.Credentials, Protocols = _config.Server.Protocols };
    }

    private ProtocolLimits Limits() => new()
    {
        ValueBytesMax = _config.Limits.ValueSizeMax,
        KeysPerGetMax = _config.Limits.KeysPerGetMax,
        LineBytesMax = _config.Limits.RequestLineMax,
        TimeType = _config.Time.TimeType,
    };

    private WorkerOptions WorkerOptions()
    {
        const int LineEndsAndSlack = 4096;
        return new WorkerOptions
        {
            EventsMax = _config.Worker.Nevent,
            RequestsPerTurnMax = _config.Worker.RequestsPerTurnMax,
            OutputHighWatermarkBytes = _config.Limits.OutputHighWatermark,
            RequestBytesMax = _config.Limits.RequestLineMax + _config.Limits.ValueSizeMax + LineEndsAndSlack,
            IdleTimeoutMilliseconds = (long)_config.Server.IdleTimeout.TotalMilliseconds,
        };
    }

    private ListenerOptions ListenerOptions()
    {
        ImmutableArray<ListenEndpoint> endpoints =
            [.. _config.Server.Hosts.Select(host => ListenEndpoint.Tcp(host, _config.Server.Port))];
        if (_config.Server.UnixSocketPath.Length > 0)
        {
            endpoints = endpoints.Add(
                ListenEndpoint.Unix(_config.Server.UnixSocketPath, (System.IO.UnixFileMode)_config.Server.UnixSocketMode));
        }

        return new ListenerOptions { Endpoints = endpoints, Backlog = _config.Server.Backlog };
    }

    private ServerSettings Settings() => new()
    {
        Version = PelikanCommandLine.Version,
        HeapBytes = ProductTraits.StoresItems(_product) ? _config.Seg.HeapSize : 0,
        SegmentBytes = _config.Seg.SegmentSize,
        Eviction = _config.Seg.Eviction.ToString().ToLowerInvariant(),
        Shards = _config.Seg.Shards,
        Threads = _threads,
        ConnectionsMax = _config.Server.ConnectionsMax,
        Interface = string.Join(',', _config.Server.Hosts),
        Port = _config.Server.Port,
        UnixSocketPath = _config.Server.UnixSocketPath,
        UnixSocketMode = _config.Server.UnixSocketMode,
        Backlog = _config.Server.Backlog,
        RequestsPerTurnMax = _config.Worker.RequestsPerTurnMax,
        ValueBytesMax = _config.Limits.ValueSizeMax,
        HashPower = _config.Seg.HashPower,
        DatapoolPath = ProductTraits.StoresItems(_product) ? _config.Seg.DatapoolPath : "",
        IdleTimeout = _config.Server.IdleTimeout,
        AuthFile = _authFile?.Path ?? "",
    };

    private void Register(Listener listener, AdminMetrics adminMetrics)
    {
        _metrics.Add(new ProcessMetrics(_time));
        _metrics.Add(adminMetrics);
        _metrics.Add(_log.Metrics);
        foreach (IMetricSource source in listener.MetricSources.Concat(_workers.SelectMany(worker => worker.MetricSources)))
        {
            _metrics.Add(source);
        }

        foreach (IHistogramSource histogram in _workers.SelectMany(worker => worker.HistogramSources))
        {
            _metrics.Add(histogram);
        }

        if (_storage is null)
        {
            return;
        }

        _metrics.Add(_storage.HeapMetrics);
        foreach (ShardOwnership shard in _storage.Shards)
        {
            _metrics.Add(shard);
        }

        _metrics.Add(_storage.Partitions);
        _metrics.Add(_storage.PoolMetrics);
    }
}
