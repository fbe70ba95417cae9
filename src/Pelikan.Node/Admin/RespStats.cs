using System;
using System.Collections.Generic;
using System.Globalization;
using Pelikan.Actors.Admin;

namespace Pelikan.Node.Admin;

/// <summary>What INFO adds up: the counters of RESP under their own names.</summary>
internal static class RespStats
{
    private const string Prefix = "resp_";

    internal static IReadOnlyList<(string Name, string Value)> Of(MetricsReading reading)
    {
        List<(string Name, string Value)> stats = [];
        foreach (MetricSample sample in reading.Metrics)
        {
            if (sample.Info.Name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                stats.Add((sample.Info.Name, sample.Value.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return stats;
    }
}
