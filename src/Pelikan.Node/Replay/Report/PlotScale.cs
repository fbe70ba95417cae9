using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Report;

/// <summary>Where memory and miss ratios lie on a plot: memory by its logarithm, ratios from 0 up to the next round number.</summary>
internal sealed class PlotScale
{
    /// <summary>Ticks up the ratio axis, at least.</summary>
    private const int RatioTicks = 4;

    /// <summary>Ticks along the memory axis, at most.</summary>
    private const int MemoryTicksMax = 12;

    private static readonly double[] RatioSteps = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1];

    private readonly double _logMin;
    private readonly double _logMax;

    /// <param name="points">At least one.</param>
    public PlotScale(IReadOnlyCollection<ReplayResult> points)
    {
        _logMin = Math.Floor(points.Min(point => Math.Log2(point.MemoryBytes)));
        _logMax = Math.Max(_logMin + 1, Math.Ceiling(points.Max(point => Math.Log2(point.MemoryBytes))));
        double highest = Math.Clamp(points.Max(point => point.MissRatio), RatioSteps[0], 1);
        RatioStep = RatioSteps.Last(step => step == RatioSteps[0] || highest / step >= RatioTicks);
        RatioMax = Math.Ceiling(highest / RatioStep) * RatioStep;
    }

    public double RatioMax { get; }

    public double RatioStep { get; }

    /// <summary>Powers of two, every so many that they can be read.</summary>
    public IEnumerable<long> MemoryTicks
    {
        get
        {
            int every = 1 + (int)((_logMax - _logMin) / MemoryTicksMax);
            for (int log = (int)_logMin; log <= (int)_logMax; log += every)
            {
                yield return 1L << log;
            }
        }
    }

    public IEnumerable<double> RatioTicksUp
    {
        get
        {
            for (int tick = 0; tick * RatioStep <= RatioMax * 1.0001; tick++)
            {
                yield return tick * RatioStep;
            }
        }
    }

    /// <summary>From 0 at the left to 1 at the right.</summary>
    public double X(long memoryBytes) => (Math.Log2(memoryBytes) - _logMin) / (_logMax - _logMin);

    /// <summary>From 0 at the foot to 1 at the top.</summary>
    public double Y(double missRatio) => missRatio / RatioMax;
}
