using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Pelikan.Storage.Metrics;

namespace Pelikan.Actors.Admin;

/// <summary>One metric's value, summed over every source that has a metric of its name.</summary>
public sealed record MetricSample(MetricInfo Info, long Value);

/// <summary>One percentile: its suffix, such as <c>p999</c>, its percentage, such as 99.9, and the value there.</summary>
public sealed record PercentileSample(string Suffix, double Percent, long Value);

/// <summary>A distribution over the last window: how many values it holds, and its percentiles (0 where it holds none).</summary>
public sealed record HistogramSample(string Name, string Help, long Count, ImmutableArray<PercentileSample> Percentiles);

/// <summary>
/// Everything there is to read, at one moment. Immutable. Metrics are in the order their sources were registered.
/// </summary>
public sealed class MetricsReading
{
    private readonly Dictionary<string, long> _values = [];

    public MetricsReading(ImmutableArray<MetricSample> metrics, ImmutableArray<HistogramSample> histograms)
    {
        Metrics = metrics;
        Histograms = histograms;
        foreach (MetricSample sample in metrics)
        {
            _values[sample.Info.Name] = sample.Value;
        }
    }

    public ImmutableArray<MetricSample> Metrics { get; }

    public ImmutableArray<HistogramSample> Histograms { get; }

    /// <summary>A metric by name; 0 where nothing registered it.</summary>
    public long this[string name] => _values.GetValueOrDefault(name);

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>
    /// Every name with its value as text: metrics first, then each percentile as <c>name_p999</c>. What <c>stats</c> prints,
    /// before sorting.
    /// </summary>
    public void Visit(Action<string, string> visit)
    {
        foreach (MetricSample sample in Metrics)
        {
            visit(sample.Info.Name, sample.Value.ToString(CultureInfo.InvariantCulture));
        }

        foreach (HistogramSample histogram in Histograms)
        {
            foreach (PercentileSample percentile in histogram.Percentiles)
            {
                visit($"{histogram.Name}_{percentile.Suffix}", percentile.Value.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
