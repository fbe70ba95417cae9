using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol.Ping;

/// <summary>Counters of the ping protocol.</summary>
public enum PingMetric
{
    Ping,
    PingEx,
    Pong,
}

/// <summary>The names of <see cref="PingMetric"/>.</summary>
public static class PingMetrics
{
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        new("ping", MetricKind.Counter, "requests received"),
        new("ping_ex", MetricKind.Counter, "requests that were no ping"),
        new("pong", MetricKind.Counter, "replies given"),
    ];
}
