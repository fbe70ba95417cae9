using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Metrics;

/// <summary>A partition's counters and the gauges computed from it.</summary>
internal sealed class StorageMetricSource : IMetricSource
{
    private static readonly ImmutableArray<MetricInfo> Catalog = StorageMetrics.All.AddRange(StorageMetrics.Computed);

    private readonly PartitionSegments _segments;
    private readonly HashTable.HashTable _table;

    public StorageMetricSource(PartitionSegments segments, HashTable.HashTable table)
    {
        _segments = segments;
        _table = table;
    }

    public IReadOnlyList<MetricInfo> Metrics => Catalog;

    public void Read(Span<long> sums)
    {
        _segments.SumCounters(sums[..(int)StorageMetric.Count]);
        Span<long> computed = sums[(int)StorageMetric.Count..];
        computed[0] += _segments.Share;
        computed[1] += _segments.Held;
        computed[2] += _segments.Excess;
        computed[3] += _table.Buckets.Heads;
        computed[4] += _table.Buckets.Overflow.InUse;
    }
}
