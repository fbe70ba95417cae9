using System;
using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Admin;

/// <summary>The admin ports' own counters; interlocked, because their sessions run on the thread pool.</summary>
public sealed class AdminMetrics : IMetricSource
{
    private readonly long[] _values = new long[All.Count];

    /// <summary>The public face of every <see cref="AdminMetric"/>, in the order of the enum.</summary>
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        new("admin_session_accept", MetricKind.Counter, "sessions accepted on the admin port"),
        new("admin_session_accept_ex", MetricKind.Counter, "sessions turned away on the admin port because there were too many"),
        new("admin_session_close", MetricKind.Counter, "sessions closed on the admin port"),
        new("admin_session_curr", MetricKind.Gauge, "sessions open on the admin port"),
        new("admin_session_timeout", MetricKind.Counter, "sessions closed on the admin port because their client was idle or did not read"),
        new("admin_request_parse", MetricKind.Counter, "commands read on the admin port"),
        new("admin_request_parse_ex", MetricKind.Counter, "lines on the admin port that are no command"),
        new("admin_response_compose", MetricKind.Counter, "replies written on the admin port"),
        new("admin_http_request", MetricKind.Counter, "requests answered on the HTTP port"),
        new("admin_http_request_ex", MetricKind.Counter, "requests on the HTTP port answered with an error"),
    ];

    public IReadOnlyList<MetricInfo> Metrics => All;

    public void Read(Span<long> sums)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            sums[i] += Volatile.Read(ref _values[i]);
        }
    }

    internal void Add(AdminMetric metric, long amount = 1) => Interlocked.Add(ref _values[(int)metric], amount);

    internal long this[AdminMetric metric] => Volatile.Read(ref _values[(int)metric]);
}
