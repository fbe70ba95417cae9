using System;
using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Node.Bench.Memory;

/// <summary>
/// How much memory the servers are given for a shape: parts of what a slab cache needs to hold all that is alive, so that both
/// have to choose what to keep. Ours is tried with less as well, to find where it misses as often.
/// </summary>
internal static class MemorySizes
{
    private const int MegabytesMin = 48;
    private const double Megabyte = 1024 * 1024;

    private static readonly double[] PeerParts = [0.5, 0.8];
    private static readonly double[] OurParts = [0.25, 0.45, 0.75];

    /// <summary>For memcached's <c>-m</c>, in MB.</summary>
    public static IEnumerable<int> Peer(ReplayPlan plan) => Sizes(plan, PeerParts);

    /// <summary>For our <c>heap_size</c>, in MB.</summary>
    public static IEnumerable<int> Ours(ReplayPlan plan) => Sizes(plan, OurParts);

    private static IEnumerable<int> Sizes(ReplayPlan plan, double[] parts)
    {
        double need = (plan.LiveBytes + ((double)ReplayPlanner.SlabItemBytes * plan.LiveItems)) / Megabyte;
        return parts.Select(part => Math.Max(MegabytesMin, (int)Math.Round(part * need / 8) * 8)).Distinct();
    }
}
