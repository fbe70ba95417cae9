using System.Collections.Generic;
using Pelikan.Node.Logging;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Admin;

/// <summary>
/// Every metric there is, module by module: what <c>--stats</c> lists and docs/operations.md explains. A module's metrics
/// belong here as soon as the node registers them.
/// </summary>
public static class MetricCatalogue
{
    /// <summary>A module's name and its metrics.</summary>
    public static IReadOnlyList<(string Module, IReadOnlyList<MetricInfo> Metrics)> Modules { get; } =
    [
        ("process", ProcessMetrics.All),
        ("log", LogMetrics.All),
        ("admin", AdminMetrics.All),
    ];
}
