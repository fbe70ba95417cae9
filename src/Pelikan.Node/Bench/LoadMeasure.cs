using System.Collections.Generic;

namespace Pelikan.Node.Bench;

/// <summary>What a run measured, before it is summed up.</summary>
internal sealed record LoadMeasure
{
    /// <summary>One a thread.</summary>
    public required IReadOnlyList<LoadTallies> Tallies { get; init; }

    /// <summary>One a thread; their faults count, their figures do not.</summary>
    public required IReadOnlyList<LoadTallies> PrefillTallies { get; init; }

    public required double Seconds { get; init; }

    public required double PrefillSeconds { get; init; }

    public required long NotSent { get; init; }

    public required double GeneratorCpuSeconds { get; init; }

    public required long GeneratorAllocatedBytes { get; init; }

    public required ServerUsage? ServerBefore { get; init; }

    public required ServerUsage? ServerAtStart { get; init; }

    public required ServerUsage? ServerAtEnd { get; init; }
}
