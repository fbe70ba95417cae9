using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Bench;

/// <summary>Sums the threads' tallies up.</summary>
internal static class LoadSummary
{
    public static LoadResult Of(BenchOptions options, LoadMeasure measure)
    {
        List<ReplyTally> measured = [.. measure.Tallies.Select(tallies => tallies.Measured)];
        List<LoadTallies> everything = [.. measure.Tallies, .. measure.PrefillTallies];
        VerbLatency all = new("all");
        return new LoadResult
        {
            Options = options,
            Seconds = measure.Seconds,
            Requests = Sum(measured, BenchCounter.Replies),
            Keys = Sum(measured, BenchCounter.Keys),
            Hits = Sum(measured, BenchCounter.Hits),
            Misses = Sum(measured, BenchCounter.Misses),
            NotApplied = Sum(measured, BenchCounter.NotApplied),
            BytesRead = Sum(measured, BenchCounter.BytesRead),
            BytesWritten = Sum(measured, BenchCounter.BytesWritten),
            Errors = Total(everything, BenchCounter.Errors),
            Mismatches = Total(everything, BenchCounter.Mismatches),
            ConnectionsLost = Total(everything, BenchCounter.ConnectionsLost),
            Unanswered = Total(everything, BenchCounter.Unanswered),
            NotSent = measure.NotSent,
            ErrorTexts = ErrorTexts(everything),
            MismatchesShown = Shown(everything),
            Verbs = Latencies(measured, all),
            All = all,
            PrefillSeconds = measure.PrefillSeconds,
            GeneratorCpuSeconds = measure.GeneratorCpuSeconds,
            GeneratorAllocatedBytes = measure.GeneratorAllocatedBytes,
            ServerBefore = measure.ServerBefore,
            ServerAtStart = measure.ServerAtStart,
            ServerAtEnd = measure.ServerAtEnd,
        };
    }

    private static long Sum(List<ReplyTally> tallies, BenchCounter counter) => tallies.Sum(tally => tally.Read(counter));

    private static long Total(List<LoadTallies> tallies, BenchCounter counter) => tallies.Sum(tally => tally.Total(counter));

    private static List<VerbLatency> Latencies(List<ReplyTally> tallies, VerbLatency all)
    {
        List<VerbLatency> verbs = [];
        foreach (BenchVerb verb in Enum.GetValues<BenchVerb>())
        {
            VerbLatency latency = new(VerbMix.NameOf(verb));
            foreach (ReplyTally tally in tallies)
            {
                if (tally.LatencyOf(verb) is LatencyHistogram histogram)
                {
                    latency.Add(histogram, tally.LatencyMaxOf(verb));
                    all.Add(histogram, tally.LatencyMaxOf(verb));
                }
            }

            if (latency.Count > 0)
            {
                verbs.Add(latency);
            }
        }

        return verbs;
    }

    private static List<(string Text, long Count)> ErrorTexts(List<LoadTallies> everything) =>
        [.. everything
            .SelectMany(tallies => tallies.All.ToArray())
            .SelectMany(tally => tally.Errors)
            .GroupBy(error => error.Text, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(error => error.Count)))
            .OrderByDescending(error => error.Item2)];

    private static List<Mismatch> Shown(List<LoadTallies> everything) =>
        [.. everything
            .SelectMany(tallies => tallies.All.ToArray())
            .SelectMany(tally => tally.Mismatches)
            .Take(BenchLimits.MismatchesShownMax)];
}
