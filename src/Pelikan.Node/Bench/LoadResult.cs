using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Bench;

/// <summary>What a run came to. Counts are of the measured part, but for faults, which are of all.</summary>
internal sealed record LoadResult
{
    public required BenchOptions Options { get; init; }

    /// <summary>How long the measured part took.</summary>
    public required double Seconds { get; init; }

    public required long Requests { get; init; }

    public required long Keys { get; init; }

    public required long Hits { get; init; }

    public required long Misses { get; init; }

    public required long NotApplied { get; init; }

    public required long BytesRead { get; init; }

    public required long BytesWritten { get; init; }

    public required long Errors { get; init; }

    public required long Mismatches { get; init; }

    public required long ConnectionsLost { get; init; }

    public required long Unanswered { get; init; }

    /// <summary>Requests of an open loop that were due and never sent.</summary>
    public required long NotSent { get; init; }

    public required IReadOnlyList<(string Text, long Count)> ErrorTexts { get; init; }

    public required IReadOnlyList<Mismatch> MismatchesShown { get; init; }

    /// <summary>One entry a verb that was sent.</summary>
    public required IReadOnlyList<VerbLatency> Verbs { get; init; }

    public required VerbLatency All { get; init; }

    /// <summary>Seconds that storing the keys took; 0 without prefill.</summary>
    public required double PrefillSeconds { get; init; }

    /// <summary>CPU seconds of this process over the measured part: near the run's length, the generator is what limits.</summary>
    public required double GeneratorCpuSeconds { get; init; }

    public required long GeneratorAllocatedBytes { get; init; }

    /// <summary>The server process before prefill, when measuring began and when it ended; null where it was not asked for.</summary>
    public required ServerUsage? ServerBefore { get; init; }

    public required ServerUsage? ServerAtStart { get; init; }

    public required ServerUsage? ServerAtEnd { get; init; }

    public double RequestsPerSecond => Seconds > 0 ? Requests / Seconds : 0;

    public double KeysPerSecond => Seconds > 0 ? Keys / Seconds : 0;

    /// <summary>Of the keys read, or null if none was.</summary>
    public double? HitRatio => Hits + Misses > 0 ? (double)Hits / (Hits + Misses) : null;

    /// <summary>Microseconds of the server's CPU time a request, or null where unknown.</summary>
    public double? ServerCpuMicrosecondsPerRequest => Requests > 0 && ServerAtEnd is { } end && ServerAtStart is { } start
        ? (end.CpuSeconds - start.CpuSeconds) * 1e6 / Requests
        : null;

    /// <summary>How much the server's resident memory grew from before prefill to the end, or null where unknown.</summary>
    public long? ServerResidentGrowthBytes => ServerAtEnd is { } end && ServerBefore is { } before
        ? end.ResidentBytes - before.ResidentBytes
        : null;

    /// <summary>Nothing went wrong.</summary>
    public bool IsClean => Errors == 0 && Mismatches == 0 && ConnectionsLost == 0 && Unanswered == 0;
}
