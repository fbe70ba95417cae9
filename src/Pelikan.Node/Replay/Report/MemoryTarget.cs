using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Report;

/// <summary>How much memory a miss ratio takes, read off a curve.</summary>
/// <param name="MissRatio">What is wanted.</param>
/// <param name="Bound">How well the curve answers.</param>
/// <param name="MemoryBytes">Everything the engine takes; where the curve does not come down that far, what its lowest point takes.</param>
/// <param name="HeapBytes">The heap that goes with it.</param>
/// <param name="BestRatio">The lowest miss ratio of the curve.</param>
internal sealed record MemoryTarget(double MissRatio, TargetBound Bound, long MemoryBytes, long HeapBytes, double BestRatio)
{
    /// <summary>Read a curve, with straight lines over the logarithm of the memory between its points.</summary>
    /// <param name="curve">At least one point, by ascending memory.</param>
    /// <param name="missRatio">What is wanted.</param>
    public static MemoryTarget Read(IReadOnlyList<ReplayResult> curve, double missRatio)
    {
        ReplayResult best = curve.MinBy(point => point.MissRatio)!;
        int at = curve.TakeWhile(point => point.MissRatio > missRatio).Count();
        if (at == curve.Count)
        {
            return new MemoryTarget(missRatio, TargetBound.NotReached, best.MemoryBytes, best.HeapBytes, best.MissRatio);
        }

        ReplayResult enough = curve[at];
        if (at == 0)
        {
            return new MemoryTarget(missRatio, TargetBound.AtMost, enough.MemoryBytes, enough.HeapBytes, best.MissRatio);
        }

        ReplayResult small = curve[at - 1];
        double part = (small.MissRatio - missRatio) / (small.MissRatio - enough.MissRatio);
        return new MemoryTarget(
            missRatio,
            TargetBound.Interpolated,
            Between(small.MemoryBytes, enough.MemoryBytes, part),
            Between(small.HeapBytes, enough.HeapBytes, part),
            best.MissRatio);
    }

    private static long Between(long low, long high, double part) =>
        (long)Math.Round(low * Math.Pow((double)high / low, part));
}
