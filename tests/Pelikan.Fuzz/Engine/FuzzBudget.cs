using System;
using System.Diagnostics;

namespace Pelikan.Fuzz.Engine;

/// <summary>How long to go on: until so many mutated requests, so many runs, or a time have passed.</summary>
internal sealed record FuzzBudget
{
    public long RequestsMin { get; init; }

    public long RunsMax { get; init; } = long.MaxValue;

    public TimeSpan Time { get; init; } = TimeSpan.Zero;

    public bool IsSpent(long requests, long runs, long started) =>
        runs >= RunsMax || (requests >= RequestsMin && Stopwatch.GetElapsedTime(started) >= Time);
}
