using System;
using System.Collections.Immutable;
using System.Threading;
using Pelikan.Storage.Metrics;

namespace Pelikan.Actors.Admin;

/// <summary>
/// Where every module's metrics meet. Any thread may read at any time, without a lock and without waiting for an actor:
/// what readers need is one immutable value, replaced as a whole.
/// </summary>
/// <remarks>
/// Counters are cumulative; <see cref="ReadSinceReset"/> shows them from the last <see cref="ResetBaseline"/> on. Percentiles
/// cover the last window: the present buckets less the buckets of the newest slice that is at least a window old.
/// The admin actor calls <see cref="TakeSlice"/> at a steady pace, so a window is exact to one such interval.
/// </remarks>
public sealed class MetricRegistry
{
    /// <summary>Slices kept; a shorter pace than a window over this many shortens the window and nothing else.</summary>
    public const int SlicesMax = 64;

    private static readonly ImmutableArray<(string Suffix, double Percent)> Percentiles =
    [
        ("p25", 25), ("p50", 50), ("p75", 75), ("p90", 90), ("p99", 99), ("p999", 99.9), ("p9999", 99.99),
    ];

    private readonly TimeProvider _time;
    private readonly TimeSpan _window;
    private MetricState _state;

    public MetricRegistry(TimeProvider time, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        _time = time;
        _window = window;
        _state = MetricState.Begin(time.GetTimestamp());
    }

    /// <summary>Every metric there is, once per name, in the order of registration.</summary>
    public ImmutableArray<MetricInfo> Catalog => Volatile.Read(ref _state).Catalog;

    /// <summary>Add a module's metrics. A name that is there already is summed with it, and must be of the same kind.</summary>
    /// <exception cref="ArgumentException">A name that is not a metric's, or one registered as another kind.</exception>
    public void Add(IMetricSource source) => Change(state => state.With(source));

    /// <summary>Add a distribution. Sources of one name are merged.</summary>
    /// <exception cref="ArgumentException">A name that is not a metric's.</exception>
    public void Add(IHistogramSource source) => Change(state => state.With(source));

    /// <summary>Present values since the process began.</summary>
    public MetricsReading Read()
    {
        MetricState state = Volatile.Read(ref _state);
        return Compose(state, state.Sum());
    }

    /// <summary>Present values, counters less what they were at the last reset. Gauges stay as they are.</summary>
    public MetricsReading ReadSinceReset()
    {
        MetricState state = Volatile.Read(ref _state);
        long[] sums = state.Sum();
        for (int i = 0; i < state.Baseline.Length; i++)
        {
            sums[i] -= state.Catalog[i].Kind == MetricKind.Counter ? state.Baseline[i] : 0;
        }

        return Compose(state, sums);
    }

    /// <summary>Take the present counters as the zero of <see cref="ReadSinceReset"/>, and begin a new window.</summary>
    public void ResetBaseline() => Change(state => state with
    {
        Baseline = [.. state.Sum()],
        Slices = [new MetricState.Slice(_time.GetTimestamp(), state.Buckets())],
    });

    /// <summary>Remember the distributions as they are now, and forget what no window needs any more.</summary>
    public void TakeSlice() => Change(state =>
    {
        ImmutableArray<MetricState.Slice> slices = state.Slices.Add(new MetricState.Slice(_time.GetTimestamp(), state.Buckets()));
        int unneeded = Math.Max(BaseIndex(slices), slices.Length - SlicesMax);
        return state with { Slices = slices[unneeded..] };
    });

    private MetricsReading Compose(MetricState state, long[] sums)
    {
        var metrics = ImmutableArray.CreateBuilder<MetricSample>(sums.Length);
        for (int i = 0; i < sums.Length; i++)
        {
            metrics.Add(new MetricSample(state.Catalog[i], sums[i]));
        }

        ImmutableArray<long[]> earlier = state.Slices[BaseIndex(state.Slices)].Buckets;
        ImmutableArray<long[]> present = state.Buckets();
        var histograms = ImmutableArray.CreateBuilder<HistogramSample>(present.Length);
        for (int i = 0; i < present.Length; i++)
        {
            // A distribution registered after the slice was taken began at zero.
            ReadOnlySpan<long> before = i < earlier.Length ? earlier[i] : [];
            histograms.Add(Summarise(state.Histograms[i].Name, state.Histograms[i].Help, present[i], before));
        }

        return new MetricsReading(metrics.MoveToImmutable(), histograms.MoveToImmutable());
    }

    private static HistogramSample Summarise(string name, string help, long[] buckets, ReadOnlySpan<long> before)
    {
        for (int i = 0; i < before.Length; i++)
        {
            buckets[i] -= before[i];
        }

        var percentiles = ImmutableArray.CreateBuilder<PercentileSample>(Percentiles.Length);
        foreach ((string suffix, double percent) in Percentiles)
        {
            percentiles.Add(new PercentileSample(suffix, percent, LatencyHistogram.Percentile(buckets, percent)));
        }

        return new HistogramSample(name, help, LatencyHistogram.Count(buckets), percentiles.MoveToImmutable());
    }

    /// <summary>The newest slice that is a window old, or the oldest there is.</summary>
    private int BaseIndex(ImmutableArray<MetricState.Slice> slices)
    {
        int index = 0;
        while (index + 1 < slices.Length && _time.GetElapsedTime(slices[index + 1].Timestamp) >= _window)
        {
            index++;
        }

        return index;
    }

    private void Change(Func<MetricState, MetricState> change)
    {
        MetricState seen;
        do
        {
            seen = Volatile.Read(ref _state);
        }
        while (Interlocked.CompareExchange(ref _state, change(seen), seen) != seen);
    }
}
