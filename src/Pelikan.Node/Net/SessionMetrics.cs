using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>Counters of the sessions of one worker.</summary>
internal enum SessionMetric
{
    BufferByte,
    Receive,
    ReceiveEx,
    ReceiveByte,
    Send,
    SendEx,
    SendByte,
    TurnMax,
    OutputPause,
    BufferRefuse,
    RequestOversize,
    IdleClose,
}

/// <summary>The names of <see cref="SessionMetric"/>.</summary>
internal static class SessionMetrics
{
    internal const string RequestLatencyName = "request_latency";
    internal const string RequestLatencyHelp = "nanoseconds from reading a request to having sent its reply";

    internal static readonly IReadOnlyList<MetricInfo> All =
    [
        new("session_buffer_byte", MetricKind.Gauge, "bytes kept for unfinished requests and unsent replies"),
        new("session_recv", MetricKind.Counter, "reads from sessions"),
        new("session_recv_ex", MetricKind.Counter, "reads that failed"),
        new("session_recv_byte", MetricKind.Counter, "bytes read from sessions"),
        new("session_send", MetricKind.Counter, "writes to sessions"),
        new("session_send_ex", MetricKind.Counter, "writes that failed"),
        new("session_send_byte", MetricKind.Counter, "bytes written to sessions"),
        new("session_turn_max", MetricKind.Counter, "turns that ended because one session had its share of requests or of work"),
        new("session_output_pause", MetricKind.Counter, "times a session was not read on, because its unsent output was at the high-watermark"),
        new("session_buffer_refuse", MetricKind.Counter, "sessions closed because the buffer memory of the node was used up"),
        new("session_request_oversize", MetricKind.Counter, "sessions closed because a request had no end"),
        new("session_idle_close", MetricKind.Counter, "sessions closed because they were silent for too long"),
    ];
}
