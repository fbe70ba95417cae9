using System;
using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Tests.Admin;

/// <summary>Metrics whose values the test sets.</summary>
internal sealed class TestMetrics : IMetricSource
{
    private readonly List<MetricInfo> _infos = [];
    private readonly List<long> _values = [];

    public IReadOnlyList<MetricInfo> Metrics => _infos;

    internal long this[string name]
    {
        set => _values[_infos.FindIndex(info => info.Name == name)] = value;
    }

    internal TestMetrics With(string name, long value, MetricKind kind = MetricKind.Counter, string help = "for a test")
    {
        _infos.Add(new MetricInfo(name, kind, help));
        _values.Add(value);
        return this;
    }

    public void Read(Span<long> sums)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            sums[i] += _values[i];
        }
    }
}
