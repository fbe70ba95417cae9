using System;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Benchmarks.Storage;

/// <summary>
/// Reads in a random order from a heap many times as large as the processor's caches and as what its address translation covers:
/// one at a time, and sixteen behind one prefetch.
/// </summary>
internal static class BigHeapBenchmarks
{
    private const int Million = 1_000_000;
    private const int ValueBytes = 64;
    private const int SegmentBytes = 2 * 1024 * 1024;
    private const int Operations = 2 * Million;

    /// <param name="run">Measures.</param>
    /// <param name="millions">Items, of which each takes about 100 bytes.</param>
    public static void Run(BenchmarkRun run, int millions)
    {
        int items = millions * Million;
        long heap = ((items * (long)(BenchmarkStore.KeyBytes + ValueBytes + 5) / SegmentBytes) + 16) * SegmentBytes;
        using BenchmarkStore store = new(items, heap, writers: 1, eviction: EvictionKind.None);
        store.Fill(new byte[ValueBytes]);
        BenchmarkRun.Note($"{items:N0} items of {ValueBytes} bytes; {(heap + store.Cache.HashBytes) / (double)(1 << 30):0.0} GiB of segments and buckets");
        KeyStream order = new(store, Operations, seed: 1);
        EpochParticipant thread = store.Epoch.Register();
        double one = run.Measure("get hit", Operations, () => StorageBenchmarks.Gets(store, thread, order));
        double batch = run.Measure("get 16 prefetched", Operations, () => StorageBenchmarks.Batches(store, thread, order), one);
        BenchmarkRun.Note($"prefetched batches of 16 do {one / batch:0.00} times as many reads as one at a time");
    }
}
