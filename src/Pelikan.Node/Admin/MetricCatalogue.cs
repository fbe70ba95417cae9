using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Pelikan.Actors.Kernel;
using Pelikan.Node.Logging;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Ping;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Admin;

/// <summary>
/// Every metric there is, module by module: what <c>--stats</c> lists and docs/operations.md explains. A module's metrics
/// belong here as soon as a node registers them.
/// </summary>
public static class MetricCatalogue
{
    /// <summary>A module's name and its metrics.</summary>
    public static IReadOnlyList<(string Module, IReadOnlyList<MetricInfo> Metrics)> Modules { get; } =
    [
        ("process", ProcessMetrics.All),
        ("admin", AdminMetrics.All),
        ("log", LogMetrics.All),
        ("actors", new KernelMetrics().Metrics),
        ("listener", ListenerMetrics.All),
        ("worker", WorkerMetrics.All),
        ("session", SessionMetrics.All),
        ("net", NetMetrics.All),
        ("memcache", MemcacheMetrics.All),
        ("resp", RespMetrics.All),
        ("ping", PingMetrics.All),
        ("heap", HeapFileMetrics.All),
        ("seg", [.. StorageMetrics.All, .. StorageMetrics.Computed, .. StorageMetrics.Pool]),
    ];

    /// <summary>What is measured as a distribution and read as percentiles.</summary>
    public static IReadOnlyList<(string Name, string Help)> Distributions { get; } =
    [
        (SessionMetrics.RequestLatencyName, SessionMetrics.RequestLatencyHelp),
        (WorkerMetrics.EventDepthName, WorkerMetrics.EventDepthHelp),
    ];

    /// <summary>One line a metric: name, kind, help.</summary>
    public static void Write(TextWriter output)
    {
        foreach ((string _, IReadOnlyList<MetricInfo> metrics) in Modules)
        {
            foreach (MetricInfo metric in metrics)
            {
                WriteLine(output, metric.Name, metric.Kind == MetricKind.Counter ? "counter" : "gauge", metric.Help);
            }
        }

        foreach ((string name, string help) in Distributions)
        {
            WriteLine(output, name, "percentiles", help);
        }
    }

    private static void WriteLine(TextWriter output, string name, string kind, string help) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {kind,-12} {help}"));
}
