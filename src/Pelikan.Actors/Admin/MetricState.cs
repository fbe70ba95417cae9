using System;
using System.Collections.Immutable;
using Pelikan.Storage.Metrics;

namespace Pelikan.Actors.Admin;

/// <summary>What a <see cref="MetricRegistry"/> knows at one moment. Immutable, so that a reader needs no lock.</summary>
internal sealed record MetricState
{
    /// <summary>Every metric once, in order of registration.</summary>
    public ImmutableArray<MetricInfo> Catalog { get; private init; } = [];

    /// <summary>Every distribution's first source, in order of registration: it gives name and help.</summary>
    public ImmutableArray<IHistogramSource> Histograms { get; private init; } = [];

    /// <summary>The counters at the last reset; shorter than the catalogue where metrics came later, which began at zero.</summary>
    public ImmutableArray<long> Baseline { get; init; } = [];

    /// <summary>Distributions as they were, oldest first; never empty.</summary>
    public ImmutableArray<Slice> Slices { get; init; } = [];

    private ImmutableArray<SourceEntry> Sources { get; init; } = [];

    private ImmutableArray<HistogramEntry> HistogramSources { get; init; } = [];

    private ImmutableDictionary<string, int> Places { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Nothing registered yet; distributions begin at zero here.</summary>
    public static MetricState Begin(long timestamp) => new() { Slices = [new Slice(timestamp, [])] };

    public MetricState With(IMetricSource source)
    {
        var catalog = Catalog.ToBuilder();
        var places = Places.ToBuilder();
        var mine = ImmutableArray.CreateBuilder<int>(source.Metrics.Count);
        foreach (MetricInfo info in source.Metrics)
        {
            RequireName(info.Name);
            if (!places.TryGetValue(info.Name, out int place))
            {
                place = catalog.Count;
                places.Add(info.Name, place);
                catalog.Add(info);
            }
            else if (catalog[place].Kind != info.Kind)
            {
                throw new ArgumentException($"metric {info.Name} is registered as a {catalog[place].Kind} and as a {info.Kind}", nameof(source));
            }

            mine.Add(place);
        }

        return this with
        {
            Catalog = catalog.ToImmutable(),
            Places = places.ToImmutable(),
            Sources = Sources.Add(new SourceEntry(source, mine.MoveToImmutable())),
        };
    }

    public MetricState With(IHistogramSource source)
    {
        RequireName(source.Name);
        int place = 0;
        while (place < Histograms.Length && Histograms[place].Name != source.Name)
        {
            place++;
        }

        return this with
        {
            Histograms = place < Histograms.Length ? Histograms : Histograms.Add(source),
            HistogramSources = HistogramSources.Add(new HistogramEntry(source, place)),
        };
    }

    /// <summary>The present value of every metric of the catalogue.</summary>
    public long[] Sum()
    {
        long[] sums = new long[Catalog.Length];
        foreach (SourceEntry entry in Sources)
        {
            long[] values = new long[entry.Places.Length];
            entry.Source.Read(values);
            for (int i = 0; i < values.Length; i++)
            {
                sums[entry.Places[i]] += values[i];
            }
        }

        return sums;
    }

    /// <summary>The present buckets of every distribution.</summary>
    public ImmutableArray<long[]> Buckets()
    {
        var buckets = ImmutableArray.CreateBuilder<long[]>(Histograms.Length);
        for (int i = 0; i < Histograms.Length; i++)
        {
            buckets.Add(new long[LatencyHistogram.BucketCount]);
        }

        foreach (HistogramEntry entry in HistogramSources)
        {
            entry.Source.Read(buckets[entry.Place]);
        }

        return buckets.MoveToImmutable();
    }

    private static void RequireName(string name)
    {
        bool valid = name.Length > 0 && char.IsAsciiLetterLower(name[0]);
        foreach (char c in name)
        {
            valid &= char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';
        }

        if (!valid)
        {
            throw new ArgumentException($"\"{name}\" is not a metric's name: lower case letters, digits and _, a letter first", nameof(name));
        }
    }

    /// <summary>The distributions at one timestamp. Fewer than there are now, where some were registered later.</summary>
    internal sealed record Slice(long Timestamp, ImmutableArray<long[]> Buckets);

    private sealed record SourceEntry(IMetricSource Source, ImmutableArray<int> Places);

    private sealed record HistogramEntry(IHistogramSource Source, int Place);
}
