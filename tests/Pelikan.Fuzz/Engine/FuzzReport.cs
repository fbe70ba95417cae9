using System;

namespace Pelikan.Fuzz.Engine;

/// <summary>How a fuzzing run went. The same seed and budget of runs give the same report, but for the time.</summary>
internal sealed record FuzzReport(string Target, int Seed)
{
    public long Runs { get; init; }

    /// <summary>Requests in mutated inputs; those in the seeds are not counted.</summary>
    public long Requests { get; init; }

    public int Kept { get; init; }

    public int Edges { get; init; }

    public TimeSpan Elapsed { get; init; }

    public byte[]? FailingInput { get; init; }

    public Exception? Failure { get; init; }

    public override string ToString() =>
        $"{Target}: seed {Seed}, {Requests} requests in {Runs} inputs, {Kept} kept, {Edges} edges, " +
        $"{Elapsed.TotalSeconds:F1} s, {Runs / Math.Max(0.001, Elapsed.TotalSeconds):F0} inputs/s";
}
