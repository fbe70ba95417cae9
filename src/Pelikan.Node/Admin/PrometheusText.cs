using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Pelikan.Actors.Admin;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Admin;

/// <summary>
/// Prometheus' text exposition format, version 0.0.4. Counters end in <c>_total</c>; percentiles are gauges with a label,
/// <c>request_latency{percentile="99.9"}</c>, as in Pelikan: they cover a window, so that a summary's sum and count,
/// which must only grow, have no meaning here.
/// </summary>
internal static class PrometheusText
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string CounterSuffix = "_total";

    internal static string Compose(MetricsReading reading, string version)
    {
        SortedList<string, Action<StringBuilder>> families = new(StringComparer.Ordinal)
        {
            ["build_info"] = text =>
            {
                Head(text, "build_info", "which version runs; always 1", "gauge");
                text.Append("build_info{version=\"").Append(EscapeLabel(version)).Append("\"} 1\n");
            },
        };
        foreach (MetricSample sample in reading.Metrics)
        {
            bool counts = sample.Info.Kind == MetricKind.Counter;
            string name = counts ? sample.Info.Name + CounterSuffix : sample.Info.Name;
            families[name] = text =>
            {
                Head(text, name, sample.Info.Help, counts ? "counter" : "gauge");
                text.Append(name).Append(' ').Append(sample.Value.ToString(CultureInfo.InvariantCulture)).Append('\n');
            };
        }

        foreach (HistogramSample histogram in reading.Histograms)
        {
            families[histogram.Name] = text => Percentiles(text, histogram);
        }

        StringBuilder exposition = new();
        foreach (Action<StringBuilder> write in families.Values)
        {
            write(exposition);
        }

        return exposition.ToString();
    }

    internal static string EscapeLabel(string value) => EscapeHelp(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string EscapeHelp(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Percentiles(StringBuilder text, HistogramSample histogram)
    {
        Head(text, histogram.Name, histogram.Help, "gauge");
        foreach (PercentileSample percentile in histogram.Percentiles)
        {
            text.Append(histogram.Name).Append("{percentile=\"")
                .Append(percentile.Percent.ToString(CultureInfo.InvariantCulture)).Append("\"} ")
                .Append(percentile.Value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    private static void Head(StringBuilder text, string name, string help, string type) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(EscapeHelp(help)).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
}
