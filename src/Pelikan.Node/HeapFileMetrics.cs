using System;
using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node;

/// <summary>What became of the heap file at this start. Set before anybody reads.</summary>
internal sealed class HeapFileMetrics : IMetricSource
{
    /// <summary>In the order <see cref="Read"/> fills.</summary>
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        new("heap_restore_time", MetricKind.Gauge, "time this start took to take over the heap file (seg datapool_path), in milliseconds; 0 if it did not"),
        new("heap_seal_time", MetricKind.Gauge, "time the stop took to seal the heap file that this start took over, in milliseconds"),
        new("heap_refuse", MetricKind.Gauge, "1 if this start found a heap file and could not take it over; the log says why"),
    ];

    public IReadOnlyList<MetricInfo> Metrics => All;

    public long RestoreMilliseconds { get; set; }

    public long SealMilliseconds { get; set; }

    public bool IsRefused { get; set; }

    public void Read(Span<long> sums)
    {
        sums[0] += RestoreMilliseconds;
        sums[1] += SealMilliseconds;
        sums[2] += IsRefused ? 1 : 0;
    }
}
