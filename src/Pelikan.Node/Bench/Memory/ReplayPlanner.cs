using System;
using Pelikan.Node.Replay.Shapes;

namespace Pelikan.Node.Bench.Memory;

/// <summary>Chooses, for a shape, how it is replayed within the time there is. Pure.</summary>
internal static class ReplayPlanner
{
    /// <summary>The part of a run in which a steady state is reached; the rest counts.</summary>
    private const double WarmUpPart = 0.5;

    /// <summary>The published figures cover a week, so a run covers no more.</summary>
    private const long DurationMillisecondsMax = 7L * 86_400_000;

    /// <summary>Keys and values on the wire, in bytes a second, so that loopback is not what limits.</summary>
    private const double WireBytesPerSecondMax = 200e6;

    /// <summary>Bytes beside key and value that a slab cache needs for an item, for an estimate of what it needs in all.</summary>
    public const int SlabItemBytes = 56;

    /// <summary>What the population takes in a slab cache.</summary>
    private const double PopulationBytes = 700e6;

    /// <summary>Of items smaller than this it takes many to make memory scarce, and so a longer run.</summary>
    private const double SmallItemBytes = 200;
    private const int LongerForSmallItems = 2;

    /// <summary>They are stored before every run.</summary>
    private const long PopulationMax = 3_500_000;

    /// <summary>Where more of the requests bring a new key than this, the requests themselves fill the cache.</summary>
    private const double FirstShareOfWrites = 0.5;

    private const double SkipHottest = 0.001;

    /// <param name="shape">Which one.</param>
    /// <param name="seconds">How long a run takes; twice as long where items are small.</param>
    /// <param name="requestsPerSecondMax">What the slower of the servers can do.</param>
    /// <param name="seed">Of the stream.</param>
    /// <param name="scale">How many times as many keys are stored first.</param>
    /// <param name="ttls">Simulated time, in median TTLs.</param>
    public static ReplayPlan For(string shape, double seconds, double requestsPerSecondMax, ulong seed, int scale, double ttls)
    {
        ClusterFigures figures = ClusterTable.Find(shape);
        double itemBytes = figures.KeyBytesMean + figures.ValueBytesMean;
        seconds *= itemBytes < SmallItemBytes ? LongerForSmallItems : 1;
        double rate = Math.Min(requestsPerSecondMax, WireBytesPerSecondMax / itemBytes);
        bool fillsItself = figures.FirstShare > FirstShareOfWrites;
        using ShapeSource source = ShapeSource.Create(shape, new ShapeOptions { Requests = 1 });
        return new ReplayPlan
        {
            Shape = figures.Name,
            Seed = seed,
            Requests = (long)(rate * seconds),
            Seconds = seconds,
            DurationMilliseconds = (long)Math.Min(ttls * source.MedianTtlMilliseconds, DurationMillisecondsMax),
            Population = fillsItself ? 0 : scale * (long)Math.Min(PopulationMax, PopulationBytes / (itemBytes + SlabItemBytes)),
            SkipHottest = fillsItself ? 0 : SkipHottest,
            WarmUp = WarmUpPart,
        };
    }
}
