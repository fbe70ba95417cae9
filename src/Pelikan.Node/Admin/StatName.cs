using System;
using System.Collections.Generic;
using Pelikan.Actors.Admin;

namespace Pelikan.Node.Admin;

/// <summary>One statistic of memcached's that is a sum of Pelikan metrics.</summary>
internal sealed record StatName(string Name, IReadOnlyList<string> Metrics)
{
    internal static StatName Of(string name, params string[] metrics) => new(name, metrics);

    internal long Read(MetricsReading reading)
    {
        long sum = 0;
        foreach (string metric in Metrics)
        {
            sum += reading[metric];
        }

        // Two workers' counters are not read at one instant, so a gauge that one adds to and another takes from may dip below 0.
        return Math.Max(0, sum);
    }
}
