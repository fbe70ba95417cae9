using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>The public face of every <see cref="RespMetric"/>, in the order of the enum.</summary>
public static class RespMetrics
{
    public static IReadOnlyList<MetricInfo> All { get; } =
    [
        Counter("resp_unknown_command", "RESP requests whose command is not known"),
    ];

    private static MetricInfo Counter(string name, string help) => new(name, MetricKind.Counter, help);
}
