using System;
using System.Collections.Generic;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Shapes;
using Pelikan.Node.Replay.Sweep;
using Pelikan.Node.Replay.Traces;
using Pelikan.Storage.Eviction;

namespace Pelikan.Node.Replay;

/// <summary>A sweep as asked for. Immutable; the property defaults are the command's defaults.</summary>
internal sealed record ReplayOptions
{
    /// <summary>A file, <c>-</c> for standard input, or null where a shape is asked for.</summary>
    public string? Trace { get; init; }

    /// <summary>A cluster whose shape a generated workload has, or null where there is a trace.</summary>
    public string? Shape { get; init; }

    /// <summary>Of the generated workload: the same seed gives the same requests.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated time of the generated workload; 0 for what suits the shape.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Keys of the generated workload that are stored before its first request, and not counted.</summary>
    public long Population { get; init; }

    public TraceFormat Format { get; init; } = TraceFormat.Auto;

    /// <summary>Heaps in bytes, as the user lists them; empty to derive them.</summary>
    public IReadOnlyList<long> Sizes { get; init; } = [];

    /// <summary>The smallest heap of a ladder, in bytes; 0 where there is none.</summary>
    public long From { get; init; }

    /// <summary>The largest heap of a ladder, in bytes; 0 where there is none.</summary>
    public long To { get; init; }

    /// <summary>Rungs of the ladder.</summary>
    public int Steps { get; init; } = 8;

    public IReadOnlyList<EvictionKind> Evictions { get; init; } = [EvictionKind.Merge];

    /// <summary>Whether an exact LRU list is run beside them.</summary>
    public bool ComparesLru { get; init; }

    /// <summary>What every engine is told, its eviction aside.</summary>
    public SegEngineOptions Engine { get; init; } = new();

    /// <summary>Whether a miss is followed by a write; null for what suits the trace.</summary>
    public bool? FillsOnMiss { get; init; }

    /// <summary>Time to live of what a miss writes where the trace gives none; 0 = for ever.</summary>
    public TimeSpan FillTtl { get; init; }

    /// <summary>How much of an object of an oracleGeneral trace is its key.</summary>
    public int KeyBytes { get; init; } = 16;

    /// <summary>Requests read, at most; 0 for all. Of a generated workload, how many there are; 0 for its default.</summary>
    public long Limit { get; init; }

    public Warmup Warmup { get; init; } = Warmup.None;

    /// <summary>The warm-up, and before it what a generated workload stores beforehand.</summary>
    public Warmup EffectiveWarmup => Population == 0 ? Warmup : new Warmup(0, Population + Warmup.Requests);

    /// <summary>How much of the shape is generated.</summary>
    public ShapeOptions ShapeOptions => new()
    {
        Seed = Seed,
        Requests = Limit > 0 ? Limit : new ShapeOptions().Requests,
        DurationMilliseconds = (long)Duration.TotalMilliseconds,
        Population = Population,
    };

    public bool SkipsBad { get; init; }

    /// <summary>Engines that run at once.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>Miss ratios whose memory is wanted.</summary>
    public IReadOnlyList<double> Targets { get; init; } = [];

    /// <summary>A path, <c>-</c> for standard output, or null for nowhere.</summary>
    public string? CsvPath { get; init; }

    /// <summary>A path, <c>-</c> for standard output, or null for nowhere.</summary>
    public string? JsonPath { get; init; }

    /// <summary>A path, or null for nowhere.</summary>
    public string? SvgPath { get; init; }

    /// <summary>Whether progress is told where no terminal listens.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Time between two lines of progress.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the sizes are left to the trace.</summary>
    public bool DerivesSizes => Sizes.Count == 0 && To == 0;
}
