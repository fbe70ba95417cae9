using System;
using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>A block of counters with its names.</summary>
internal sealed class CounterSource : IMetricSource
{
    internal CounterSource(IReadOnlyList<MetricInfo> metrics)
    {
        Metrics = metrics;
        Counters = new CounterBlock(metrics.Count);
    }

    public IReadOnlyList<MetricInfo> Metrics { get; }

    internal CounterBlock Counters { get; }

    public void Read(Span<long> sums) => Counters.AddTo(sums);
}
