using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>The memory sizes of a sweep, ascending, in bytes.</summary>
internal static class SizeLadder
{
    /// <summary>Steps of the default sweep: from one in 64 of what is needed for everything.</summary>
    private const int DefaultSteps = 7;

    /// <summary>A heap of a few segments says little about one of many.</summary>
    private const long BytesMin = 1024 * 1024;

    /// <summary>Powers of two up to the first that holds the footprint with a tenth to spare.</summary>
    public static IReadOnlyList<long> UpTo(double footprintBytes)
    {
        long top = Math.Max(BytesMin, (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Ceiling(footprintBytes * 1.1)));
        return [.. Enumerable.Range(0, DefaultSteps).Select(step => top >> (DefaultSteps - 1 - step)).Where(bytes => bytes >= BytesMin)];
    }

    /// <summary>Sizes of equal ratio from one to another, both included.</summary>
    public static IReadOnlyList<long> Between(long from, long to, int steps)
    {
        if (steps == 1 || from == to)
        {
            return [to];
        }

        double ratio = Math.Pow((double)to / from, 1.0 / (steps - 1));
        return [.. Enumerable.Range(0, steps).Select(step => step == steps - 1 ? to : (long)Math.Round(from * Math.Pow(ratio, step))).Distinct()];
    }
}
