using System;
using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.Metrics;

namespace Pelikan.Actors.Kernel;

/// <summary>What happens in one actor system, counted. Any thread counts: this is the control plane.</summary>
public sealed class KernelMetrics : IMetricSource
{
    private static readonly MetricInfo[] Infos =
    [
        new("actor_curr", MetricKind.Gauge, "Actors alive."),
        new("actor_failure", MetricKind.Counter, "Exceptions thrown by actors."),
        new("actor_restart", MetricKind.Counter, "Actors replaced by a new instance after a failure."),
        new("actor_backoff", MetricKind.Counter, "Actors started again by a back-off supervisor."),
        new("actor_dead_letter", MetricKind.Counter, "Messages that reached nobody."),
        new("actor_mailbox_full", MetricKind.Counter, "Dead letters because the receiver's mailbox was full."),
        new("actor_unhandled", MetricKind.Counter, "Messages that their receiver did not know."),
    ];

    private readonly long[] _values = new long[Infos.Length];

    internal enum Metric
    {
        Current,
        Failure,
        Restart,
        BackOff,
        DeadLetter,
        MailboxFull,
        Unhandled,
    }

    public IReadOnlyList<MetricInfo> Metrics => Infos;

    public void Read(Span<long> sums)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            sums[i] += Volatile.Read(ref _values[i]);
        }
    }

    internal void Add(Metric metric, long amount = 1) => Interlocked.Add(ref _values[(int)metric], amount);

    internal long Read(Metric metric) => Volatile.Read(ref _values[(int)metric]);
}
