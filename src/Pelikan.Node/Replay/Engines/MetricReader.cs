using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Replay.Engines;

/// <summary>A partition's metrics by name, as they stand when they are read.</summary>
internal sealed class MetricReader
{
    private readonly IMetricSource _source;
    private readonly Dictionary<string, int> _places;
    private readonly long[] _values;

    public MetricReader(IMetricSource source)
    {
        _source = source;
        _places = source.Metrics.Select((metric, place) => (metric.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        _values = new long[_places.Count];
    }

    /// <summary>The value at the last <see cref="Read"/>.</summary>
    public long this[string name] => _values[_places[name]];

    public void Read()
    {
        Array.Clear(_values);
        _source.Read(_values);
    }
}
