using System;
using System.Globalization;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Benchmarks.Storage;

/// <summary>
/// What an item costs beside its key and its value, everything counted: the segments it needs, with their unused ends, the
/// segment headers, and the hash buckets, overflow included. The heap is as large as the items need.
/// </summary>
internal static class MemoryBenchmarks
{
    private const int Items = 1_000_000;
    private const int SegmentBytes = 2 * 1024 * 1024;
    private const int SegmentHeaderBytes = 64;

    /// <summary>The hash power that gives each item a slot in a head bucket; beside it the default is measured.</summary>
    private const int SlotPerItem = 20;

    private static readonly (int Value, bool Expires, uint Flags)[] Kinds =
        [(8, false, 0), (32, false, 0), (32, true, 0), (32, true, 1), (64, false, 0), (64, true, 0), (200, true, 0), (1000, true, 0)];

    public static void Run(BenchmarkRun run)
    {
        BenchmarkRun.Note("1,000,000 items of 16-byte keys; bytes an item beside key and value");
        BenchmarkRun.Note($"{"value",6} {"expires",8} {"flags",6} {"power",6} {"segments",9} {"buckets",9} {"headers",9} {"total",7} {"slots used",11}");
        foreach ((int value, bool expires, uint flags) in Kinds)
        {
            Measure(value, expires, flags, hashPower: 0);
            Measure(value, expires, flags, SlotPerItem);
        }
    }

    private static void Measure(int valueBytes, bool expires, uint flags, int hashPower)
    {
        long itemBytes = BenchmarkStore.KeyBytes + valueBytes + 5 + (expires ? 5 : 0) + (flags != 0 ? 4 : 0) + 3;
        long heap = ((Items * itemBytes / SegmentBytes) + 8) * SegmentBytes;
        using BenchmarkStore store = new(Items, heap, writers: 1, hashPower);
        EpochParticipant thread = store.Epoch.Register();
        byte[] value = new byte[valueBytes];
        Instant expiry = expires ? BenchmarkStore.Now.PlusSeconds(3600) : Instant.Never;
        for (int i = 0; i < Items; i++)
        {
            using EpochGuard guard = thread.Enter(BenchmarkStore.Now);
            store.Cache.Set(store.Key(i), value, flags, expiry, guard);
        }

        StoreCheckResult check = store.Cache.Check();
        if (!check.IsSound || check.Items != Items)
        {
            throw new InvalidOperationException($"{check.Items} of {Items} items are stored: {string.Join(' ', check.Problems)}");
        }

        double segments = ((double)check.Segments * SegmentBytes / Items) - BenchmarkStore.KeyBytes - valueBytes;
        double headers = (double)check.Segments * SegmentHeaderBytes / Items;
        double buckets = (double)store.Cache.HashBytes / Items;
        double load = Items / (store.Cache.HashBytes / (double)sizeof(ulong));
        string total = (segments + buckets + headers).ToString("0.0", CultureInfo.InvariantCulture);
        BenchmarkRun.Note($"{valueBytes,6} {(expires ? "yes" : "no"),8} {(flags != 0 ? "yes" : "no"),6} {store.Cache.HashHeads,6} {segments,9:0.0} {buckets,9:0.0} {headers,9:0.000} {total,7} {load,11:P0}");
    }
}
