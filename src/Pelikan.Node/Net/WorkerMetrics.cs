using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>Counters of one worker's loop.</summary>
internal enum WorkerMetric
{
    EventLoop,
    EventTotal,
    EventRead,
    EventWrite,
    EventError,
    EventMaxReached,
}

/// <summary>The names of <see cref="WorkerMetric"/>.</summary>
internal static class WorkerMetrics
{
    internal const string EventDepthName = "worker_event_depth";
    internal const string EventDepthHelp = "events a turn of a worker found ready";

    internal static readonly IReadOnlyList<MetricInfo> All =
    [
        new("worker_event_loop", MetricKind.Counter, "turns of the workers' loops"),
        new("worker_event_total", MetricKind.Counter, "events the workers were told of"),
        new("worker_event_read", MetricKind.Counter, "events that said a session can be read"),
        new("worker_event_write", MetricKind.Counter, "events that said a session can be written"),
        new("worker_event_error", MetricKind.Counter, "events that said a session is broken, and sessions the poller refused"),
        new("worker_event_max_reached", MetricKind.Counter, "turns that took as many events as one turn may (worker nevent)"),
    ];
}
