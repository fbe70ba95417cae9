using System;
using System.Collections.Generic;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Metrics;

/// <summary>The gauges of a pool, in the order of <see cref="StorageMetrics.Pool"/>.</summary>
public sealed class SegmentPoolMetrics : IMetricSource
{
    private readonly SegmentPool _pool;

    /// <param name="pool">The node's heap.</param>
    public SegmentPoolMetrics(SegmentPool pool) => _pool = pool;

    public IReadOnlyList<MetricInfo> Metrics => StorageMetrics.Pool;

    public void Read(Span<long> sums)
    {
        sums[0] += _pool.Free;
        sums[1] += _pool.Partitions;
    }
}
