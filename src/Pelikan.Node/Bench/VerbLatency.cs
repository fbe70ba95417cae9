using System;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Bench;

/// <summary>The latencies of one verb, or of all.</summary>
internal sealed class VerbLatency
{
    /// <summary>What reports show, in this order.</summary>
    public static readonly (string Name, double Percent)[] Percentiles =
        [("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9), ("p99.99", 99.99)];

    private readonly long[] _buckets = new long[LatencyHistogram.BucketCount];

    public VerbLatency(string name)
    {
        Name = name;
    }

    public string Name { get; }

    public long Count => LatencyHistogram.Count(_buckets);

    /// <summary>The longest, in nanoseconds.</summary>
    public long Max { get; private set; }

    public void Add(LatencyHistogram histogram, long max)
    {
        histogram.Read(_buckets);
        Max = Math.Max(Max, max);
    }

    /// <summary>In nanoseconds; never above the longest that was seen.</summary>
    public long At(double percent) => Math.Min(Max, LatencyHistogram.Percentile(_buckets, percent));
}
