using System;
using Pelikan.Storage.Checks;

namespace Pelikan.Benchmarks.Pause;

/// <summary>
/// The worst pause of a reader while everything goes on at once: a writer at full rate, a table that grows from its smallest,
/// merges, and expiry. The reader takes turns between reads and an idle loop that only looks at the clock, so that what the
/// machine itself does to a thread is seen in the same run, and told apart.
/// </summary>
internal static class PauseBenchmark
{
    /// <summary>A table grows in its store's first seconds only: so stores take turns, each new.</summary>
    private const int RoundSeconds = 5;

    private const double BeyondIdleMaxNanoseconds = 1e6;

    public static void Run(BenchmarkRun run, int seconds)
    {
        PauseReader reader = new();
        long sets = 0;
        long grown = 0;
        long evicted = 0;
        long expired = 0;
        long moved = 0;
        using (PauseRound warmUp = new())
        {
            warmUp.Run(reader, seconds: 1);
        }

        reader.Clear();
        for (int passed = 0; passed < seconds; passed += RoundSeconds)
        {
            using PauseRound round = new();
            round.Run(reader, Math.Min(RoundSeconds, seconds - passed));
            sets += round.Sets;
            grown += round.HeadsAdded;
            evicted += round.Metric("item_evict");
            moved += round.Metric("item_relink");
            expired += round.Metric("item_expire");
            StoreCheckResult check = round.Check();
            if (!check.IsSound)
            {
                run.Miss($"the store is not sound: {check.Problems[0]}");
            }
        }

        long reads = reader.Reads.Count;
        BenchmarkRun.Note($"{seconds} s: {reads / 1e6:0.0} M reads, {reader.Hits / (double)Math.Max(1, reads):P0} hits, {sets / 1e6:0.0} M sets");
        BenchmarkRun.Note($"{grown:N0} heads split, {evicted:N0} items evicted, {moved:N0} moved by merges, {expired:N0} expired");
        GapHistogram.Print("reads", reader.Reads, "idle loop", reader.Idle);
        double beyond = Math.Max(0, reader.Reads.Worst - reader.Idle.Worst);
        BenchmarkRun.Note(
            $"worst: reads {GapHistogram.Text(reader.Reads.Worst)}, idle loop {GapHistogram.Text(reader.Idle.Worst)}, " +
            $"reads beyond idle {GapHistogram.Text(beyond)}");
        if (beyond > BeyondIdleMaxNanoseconds)
        {
            run.Miss($"a reader paused {GapHistogram.Text(beyond)} longer than the idle loop; the bar is {GapHistogram.Text(BeyondIdleMaxNanoseconds)}");
        }

        if (seconds >= RoundSeconds && (grown == 0 || evicted == 0 || expired == 0 || moved == 0))
        {
            run.Miss("growth, eviction, merges and expiry were not all at work: the figures say nothing");
        }
    }
}
