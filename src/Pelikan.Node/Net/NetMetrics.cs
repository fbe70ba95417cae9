using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>Counters of connections, on listeners and workers alike.</summary>
internal enum NetMetric
{
    Accept,
    AcceptEx,
    Reject,
    Close,
    ConnectionsNow,
    ReceiveByte,
    SendByte,
}

/// <summary>The names of <see cref="NetMetric"/>.</summary>
internal static class NetMetrics
{
    internal static readonly IReadOnlyList<MetricInfo> All =
    [
        new("tcp_accept", MetricKind.Counter, "connections accepted"),
        new("tcp_accept_ex", MetricKind.Counter, "accepts that failed"),
        new("tcp_reject", MetricKind.Counter, "connections answered with an error and closed, because there were too many"),
        new("tcp_close", MetricKind.Counter, "connections closed"),
        new("tcp_conn_curr", MetricKind.Gauge, "connections open now"),
        new("tcp_recv_byte", MetricKind.Counter, "bytes received"),
        new("tcp_send_byte", MetricKind.Counter, "bytes sent"),
    ];
}
