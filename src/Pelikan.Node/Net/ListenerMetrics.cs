using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>Counters of a listener's loop.</summary>
internal enum ListenerMetric
{
    EventLoop,
    EventTotal,
    EventRead,
    EventWrite,
    EventError,
    EventMaxReached,
    SessionDiscard,
    DescriptorsUsedUp,
}

/// <summary>The names of <see cref="ListenerMetric"/>.</summary>
internal static class ListenerMetrics
{
    internal static readonly IReadOnlyList<MetricInfo> All =
    [
        new("listener_event_loop", MetricKind.Counter, "turns of the listener's loop"),
        new("listener_event_total", MetricKind.Counter, "events the listener was told of"),
        new("listener_event_read", MetricKind.Counter, "events that said a connection waits"),
        new("listener_event_write", MetricKind.Counter, "events that said a listening socket can be written: always 0"),
        new("listener_event_error", MetricKind.Counter, "events that said a listening socket is broken"),
        new("listener_event_max_reached", MetricKind.Counter, "turns that accepted as many connections as one turn may"),
        new("listener_session_discard", MetricKind.Counter, "connections closed because every worker's queue was full"),
        new("listener_fd_exhausted", MetricKind.Counter, "times the process ran out of file descriptors"),
    ];
}
