using System;
using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Logging;

/// <summary>
/// The log's counters. Any thread may log, so these are interlocked: logging is control plane and can afford it.
/// </summary>
public sealed class LogMetrics : IMetricSource
{
    private readonly long[] _values = new long[All.Count];

    /// <summary>The public face of every <see cref="LogMetric"/>, in the order of the enum.</summary>
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        new("log_write", MetricKind.Counter, "log lines written"),
        new("log_write_byte", MetricKind.Counter, "bytes of log lines written"),
        new("log_write_ex", MetricKind.Counter, "log lines lost because the log could not be written"),
        new("log_drop", MetricKind.Counter, "log lines dropped because the queue was full"),
        new("log_drop_byte", MetricKind.Counter, "characters of log lines dropped because the queue was full"),
        new("log_flush", MetricKind.Counter, "times the log was flushed"),
        new("log_open", MetricKind.Counter, "times the log file was opened"),
        new("log_open_ex", MetricKind.Counter, "times the log file could not be opened"),
    ];

    public IReadOnlyList<MetricInfo> Metrics => All;

    public void Read(Span<long> sums)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            sums[i] += Volatile.Read(ref _values[i]);
        }
    }

    internal void Add(LogMetric metric, long amount = 1) => Interlocked.Add(ref _values[(int)metric], amount);

    internal long this[LogMetric metric] => Volatile.Read(ref _values[(int)metric]);
}
