using System;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;

namespace Pelikan.Benchmarks.Storage;

/// <summary>
/// What an item costs beside its key and its value, everything counted: the segments it needs with their unused ends, what is kept
/// of each segment, and the hash buckets, overflow included, of a table that grew from its default size. Beside it what the
/// process grew by, as the system sees it.
/// </summary>
internal static class MemoryBenchmarks
{
    private const int Million = 1_000_000;
    private const int SegmentBytes = 2 * 1024 * 1024;

    /// <summary>The header, two links of lists, and one word for each thread that writes: one here.</summary>
    private const int KeptOfSegment = 64 + (2 * sizeof(int)) + sizeof(long);

    /// <summary>More resident memory than this is not asked of the machine.</summary>
    private const long ResidentMax = 8L << 30;

    private static readonly (int Value, bool Expires, uint Flags)[] Kinds =
    [
        (8, false, 0), (8, true, 0), (32, false, 0), (32, true, 0), (32, true, 1), (64, false, 0), (64, true, 0), (200, false, 0),
        (200, true, 0), (1000, false, 0), (1000, true, 0),
    ];

    /// <param name="run">Takes the lines.</param>
    /// <param name="millions">Items of the larger of the two stores of each kind; half of it where that would take too much memory.</param>
    public static void Run(BenchmarkRun run, int millions)
    {
        BenchmarkRun.Note("keys of 16 bytes; bytes an item beside key and value");
        BenchmarkRun.Note(
            $"{"items",9} {"value",6} {"expires",8} {"flags",6} {"segments",9} {"buckets",9} {"kept",9} {"total",7} {"slots used",11} {"resident",9}");
        foreach ((int value, bool expires, uint flags) in Kinds)
        {
            Measure(Million, value, expires, flags);
            if (millions > 1)
            {
                bool fits = (long)millions * Million * (value + 64) <= ResidentMax;
                Measure(fits ? millions * Million : millions / 2 * Million, value, expires, flags);
            }
        }
    }

    private static void Measure(int items, int valueBytes, bool expires, uint flags)
    {
        long itemBytes = BenchmarkStore.KeyBytes + valueBytes + 5 + (expires ? 5 : 0) + (flags != 0 ? 4 : 0);
        long heap = ((items * itemBytes / (SegmentBytes - itemBytes)) + 8) * SegmentBytes;
        GC.Collect();
        long residentBefore = Environment.WorkingSet;
        using BenchmarkStore store = new(items, heap, writers: 1, eviction: EvictionKind.None);
        store.Fill(new byte[valueBytes], flags, expires);
        long resident = Environment.WorkingSet - residentBefore;
        StoreCheckResult check = store.Cache.Check();
        if (!check.IsSound || check.Items != items)
        {
            throw new InvalidOperationException($"{check.Items} of {items} items are stored: {string.Join(' ', check.Problems)}");
        }

        double payload = BenchmarkStore.KeyBytes + valueBytes;
        double segments = ((double)check.Segments * SegmentBytes / items) - payload;
        double kept = (double)check.Segments * KeptOfSegment / items;
        double buckets = (double)store.Cache.HashBytes / items;
        double load = items / (store.Cache.HashBytes / (double)sizeof(ulong));
        BenchmarkRun.Note(
            $"{items,9} {valueBytes,6} {(expires ? "yes" : "no"),8} {(flags != 0 ? "yes" : "no"),6} {segments,9:0.0} {buckets,9:0.0} " +
            $"{kept,9:0.000} {segments + buckets + kept,7:0.0} {load,11:P0} {((double)resident / items) - payload,9:0.0}");
    }
}
