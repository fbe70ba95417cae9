using System;
using System.Diagnostics;
using Pelikan.Storage.Eviction;

namespace Pelikan.Benchmarks.Soak;

/// <summary>
/// All features on, for as many minutes as told: growth, eviction by every policy in turn, expiry, flushes, touches, CAS, counters,
/// and checks of the whole store meanwhile. Ends the process with code 1 at the first wrong value or broken rule.
/// </summary>
internal static class SoakRun
{
    public static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(30);

    public static void Run(BenchmarkRun run, int minutes)
    {
        EvictionKind[] kinds = Enum.GetValues<EvictionKind>();
        long start = Stopwatch.GetTimestamp();
        TimeSpan total = TimeSpan.FromMinutes(minutes);
        long operations = 0;
        int rounds = 0;
        try
        {
            for (TimeSpan left = total; left > TimeSpan.Zero; left = total - Stopwatch.GetElapsedTime(start))
            {
                TimeSpan turn = total / (2 * kinds.Length);
                turn = turn < LongestRound ? turn : LongestRound;
                using SoakRound round = new(kinds[rounds % kinds.Length], seed: rounds, left < turn ? left : turn);
                round.Run(line => BenchmarkRun.Note($"{Stopwatch.GetElapsedTime(start):hh\\:mm\\:ss} {line}"));
                operations += round.Operations;
                rounds++;
            }
        }
        catch (InvalidOperationException fault)
        {
            run.Miss($"soak, round {rounds}: {fault.Message}");
            return;
        }

        BenchmarkRun.Note($"{rounds} stores, {operations / 1e6:0.0} M operations, nothing wrong");
    }
}
