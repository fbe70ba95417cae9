using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Node.Admin;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Tests.Admin;

/// <summary>The list of metrics in docs/operations.md, written from the catalogue.</summary>
internal static class MetricsPage
{
    private const string Begin = "<!-- metrics: written from the catalogue, and held to it by a test -->\n";
    private const string End = "<!-- end of metrics -->\n";

    /// <summary>The page with its list as it should be.</summary>
    internal static string Insert(string page)
    {
        int from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = page.IndexOf(End, StringComparison.Ordinal);
        return $"{page[..from]}{Write()}{page[to..]}";
    }

    private static string Write()
    {
        StringBuilder text = new();
        foreach ((string module, IReadOnlyList<MetricInfo> metrics) in MetricCatalogue.Modules)
        {
            text.Append($"\n### {module}\n\n| name | kind | what |\n|---|---|---|\n");
            foreach (MetricInfo metric in metrics)
            {
                text.Append($"| `{metric.Name}` | {(metric.Kind == MetricKind.Counter ? "counter" : "gauge")} | {Cell(metric.Help)} |\n");
            }
        }

        text.Append("\n### Percentiles\n\n| name | what |\n|---|---|\n");
        foreach ((string name, string help) in MetricCatalogue.Distributions)
        {
            text.Append($"| `{name}` | {Cell(help)} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
