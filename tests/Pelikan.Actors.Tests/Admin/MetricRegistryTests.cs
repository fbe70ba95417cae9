using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Actors.Admin;
using Pelikan.Storage.Metrics;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Admin;

public sealed class MetricRegistryTests
{
    private readonly ManualClock _clock = new();
    private readonly MetricRegistry _registry;

    public MetricRegistryTests() => _registry = new MetricRegistry(_clock, TimeSpan.FromSeconds(60));

    [Fact]
    public void Sources_of_one_name_are_summed_and_listed_once()
    {
        FakeSource left = new(("get", MetricKind.Counter, 3), ("curr", MetricKind.Gauge, 5));
        FakeSource right = new(("set", MetricKind.Counter, 7), ("get", MetricKind.Counter, 4));
        _registry.Add(left);
        _registry.Add(right);

        MetricsReading reading = _registry.Read();

        Assert.Equal(["get", "curr", "set"], _registry.Catalog.Select(info => info.Name));
        Assert.Equal((7, 5, 7), (reading["get"], reading["curr"], reading["set"]));
        Assert.False(reading.Has("delete"));
    }

    [Fact]
    public void Reset_zeroes_counters_for_stats_and_nothing_else()
    {
        FakeSource source = new(("get", MetricKind.Counter, 3), ("curr", MetricKind.Gauge, 5));
        _registry.Add(source);
        _registry.ResetBaseline();
        _registry.Add(new FakeSource(("late", MetricKind.Counter, 2)));
        source.Values[0] = 10;

        MetricsReading since = _registry.ReadSinceReset();

        Assert.Equal((7, 5, 2), (since["get"], since["curr"], since["late"]));
        Assert.Equal(10, _registry.Read()["get"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Get")]
    [InlineData("9x")]
    [InlineData("a b")]
    public void A_bad_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => _registry.Add(new FakeSource((name, MetricKind.Counter, 0))));

    [Fact]
    public void One_name_has_one_kind()
    {
        _registry.Add(new FakeSource(("get", MetricKind.Counter, 0)));
        Assert.Throws<ArgumentException>(() => _registry.Add(new FakeSource(("get", MetricKind.Gauge, 0))));
    }

    [Fact]
    public void Percentiles_are_fresh_without_a_slice()
    {
        LatencyHistogram histogram = Register();
        histogram.Record(100, 1);

        HistogramSample sample = Assert.Single(_registry.Read().Histograms);
        Assert.Equal(1, sample.Count);
        Assert.All(sample.Percentiles, percentile => Assert.Equal(100, percentile.Value));
        Assert.Equal(["p25", "p50", "p75", "p90", "p99", "p999", "p9999"], sample.Percentiles.Select(p => p.Suffix));
    }

    [Fact]
    public void Percentiles_forget_what_is_older_than_the_window()
    {
        LatencyHistogram histogram = Register();
        histogram.Record(200, 1);
        for (int i = 0; i < 11; i++)
        {
            Slice(5);
        }

        histogram.Record(10, 3);
        Assert.Equal(4, Read().Count);
        Slice(5);
        Assert.Equal(3, Read().Count);
        Assert.Equal(10, Read().Percentiles[^1].Value);

        for (int i = 0; i < 13; i++)
        {
            Slice(5);
        }

        Assert.Equal((0, 0), (Read().Count, Read().Percentiles[0].Value));
    }

    [Fact]
    public void Reset_begins_a_new_window()
    {
        LatencyHistogram histogram = Register();
        histogram.Record(200, 5);
        _registry.ResetBaseline();
        histogram.Record(10, 1);

        Assert.Equal((1, 10), (Read().Count, Read().Percentiles[^1].Value));
    }

    [Fact]
    public void Workers_of_one_name_are_one_distribution()
    {
        Register().Record(1, 1);
        Register().Record(3, 1);

        HistogramSample sample = Assert.Single(_registry.Read().Histograms);
        Assert.Equal((2, 1, 3), (sample.Count, sample.Percentiles[1].Value, sample.Percentiles[^1].Value));
    }

    [Fact]
    public void Visit_names_every_value()
    {
        _registry.Add(new FakeSource(("get", MetricKind.Counter, 3)));
        Register().Record(7, 1);
        List<string> lines = [];
        _registry.Read().Visit((name, value) => lines.Add($"{name} {value}"));

        Assert.Equal("get 3", lines[0]);
        Assert.Contains("request_latency_p999 7", lines);
    }

    [Fact]
    public void Readers_and_registrations_may_meet_on_any_threads()
    {
        Threaded.Run(4, index =>
        {
            for (int i = 0; i < 200; i++)
            {
                _registry.Add(new FakeSource(("get", MetricKind.Counter, 1)));
                Assert.True(_registry.Read()["get"] > 0);
                if (index == 0)
                {
                    _registry.TakeSlice();
                }
            }
        });

        Assert.Equal(800, _registry.Read()["get"]);
    }

    private LatencyHistogram Register()
    {
        LatencyHistogram histogram = new("request_latency", "test");
        _registry.Add(histogram);
        return histogram;
    }

    private void Slice(int seconds)
    {
        _registry.TakeSlice();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    private HistogramSample Read() => Assert.Single(_registry.Read().Histograms);

    private sealed class FakeSource : IMetricSource
    {
        public FakeSource(params (string Name, MetricKind Kind, long Value)[] metrics)
        {
            Metrics = [.. metrics.Select(metric => new MetricInfo(metric.Name, metric.Kind, "test"))];
            Values = [.. metrics.Select(metric => metric.Value)];
        }

        public IReadOnlyList<MetricInfo> Metrics { get; }

        public long[] Values { get; }

        public void Read(Span<long> sums)
        {
            for (int i = 0; i < Values.Length; i++)
            {
                sums[i] += Values[i];
            }
        }
    }
}
