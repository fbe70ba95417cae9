using System;

namespace Pelikan.Storage.Metrics;

/// <summary>A module that measures a distribution. Reading may happen on any thread at any time and disturbs nobody.</summary>
public interface IHistogramSource
{
    /// <summary>What an operator reads, such as <c>request_latency</c>; sources of one name are read as one distribution.</summary>
    string Name { get; }

    string Help { get; }

    /// <summary>Add the present counts to <paramref name="buckets"/>, <see cref="LatencyHistogram.BucketCount"/> words.</summary>
    void Read(Span<long> buckets);
}
