using System.Collections.Generic;

namespace Pelikan.Node.Bench.Memory;

/// <summary>What a comparison of memory is asked to do.</summary>
internal sealed record MemoryOptions
{
    /// <summary>All shapes at their sizes take about half an hour then.</summary>
    public const double SecondsDefault = 12;

    /// <summary>What memcached does on one core, with something to spare.</summary>
    public const double RequestsPerSecondDefault = 160_000;

    /// <summary>Small TTLs, mixed, write-heavy.</summary>
    public static readonly string[] DefaultShapes = ["18", "19", "6", "7", "52", "22", "25", "11", "12", "15", "31", "37"];

    public IReadOnlyList<string> Shapes { get; init; } = DefaultShapes;

    /// <summary>What the servers are allowed, in MB; empty = a few parts of what each shape has alive.</summary>
    public IReadOnlyList<int> Megabytes { get; init; } = [];

    public double Seconds { get; init; } = SecondsDefault;

    public double RequestsPerSecondMax { get; init; } = RequestsPerSecondDefault;

    /// <summary>Fewer leave more alive at a time, and so make larger memories: at a half, about a gigabyte.</summary>
    public const double TtlsDefault = 0.5;

    /// <summary>Enough keys for such memories.</summary>
    public const int ScaleDefault = 4;

    /// <summary>Simulated time of a run, in median TTLs.</summary>
    public double Ttls { get; init; } = TtlsDefault;

    /// <summary>How many times as many keys are stored first.</summary>
    public int Scale { get; init; } = ScaleDefault;

    public ulong Seed { get; init; } = 1;

    public int Port { get; init; } = 21_470;

    public int ServerCore { get; init; }

    public string Eviction { get; init; } = "merge";

    /// <summary>Where runs are kept.</summary>
    public string Folder { get; init; } = ".build/bench/memory";

    /// <summary>Runs whose JSON is there are not made again.</summary>
    public bool Resume { get; init; }

    /// <summary>Say what would be done, and how long it takes.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>The page whose figures to replace; null = print them.</summary>
    public string? Page { get; init; }

    /// <summary>This program, which is also the server.</summary>
    public required string Program { get; init; }
}
