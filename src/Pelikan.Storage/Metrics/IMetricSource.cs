using System;
using System.Collections.Generic;

namespace Pelikan.Storage.Metrics;

/// <summary>A module that has metrics. Reading may happen on any thread at any time and disturbs nobody.</summary>
public interface IMetricSource
{
    /// <summary>What there is, in the order <see cref="Read"/> fills.</summary>
    IReadOnlyList<MetricInfo> Metrics { get; }

    /// <summary>Add the present values to <paramref name="sums"/>, one word per entry of <see cref="Metrics"/>.</summary>
    void Read(Span<long> sums);
}
