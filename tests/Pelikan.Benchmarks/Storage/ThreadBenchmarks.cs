using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Benchmarks.Storage;

/// <summary>The same work on one thread, on two, on four, and on as many as there are cores, each on one of its own, in one partition.</summary>
internal static class ThreadBenchmarks
{
    private const int Items = 1_000_000;
    private const int ValueBytes = 64;
    private const int OperationsEach = 1_000_000;

    /// <param name="run">Measures.</param>
    /// <param name="threadsMax">Threads at most; 0 for one a core.</param>
    public static void Run(BenchmarkRun run, int threadsMax)
    {
        int most = threadsMax > 0 ? threadsMax : Environment.ProcessorCount;
        byte[] value = new byte[ValueBytes];
        using BenchmarkStore store = new(Items, 1L << 30, writers: most);
        store.Fill(value);
        EpochParticipant[] places = [.. Enumerable.Range(0, most).Select(_ => store.Epoch.Register())];
        EpochParticipant owner = store.Epoch.Register();
        KeyStream[] orders = [.. Enumerable.Range(0, most).Select(thread => new KeyStream(store, OperationsEach, seed: thread + 1))];
        Scale(run, "get", most, thread => StorageBenchmarks.Gets(store, places[thread], orders[thread]));
        Scale(run, "set", most, thread => StorageBenchmarks.Sets(store, places[thread], OwnerOf(thread), orders[thread], value));
        Scale(run, "get and set, 1:1", most, thread => Mixed(thread, 50));
        Scale(run, "get and set, 9:1", most, thread => Mixed(thread, 10));

        EpochParticipant? OwnerOf(int thread) => thread == 0 ? owner : null;

        long Mixed(int thread, int setPercent) => Mix(store, places[thread], OwnerOf(thread), orders[thread], value, setPercent);
    }

    private static void Scale(BenchmarkRun run, string verb, int most, Func<int, long> body)
    {
        double one = 0;
        foreach (int threads in Counts(most))
        {
            double time = run.Measure(
                $"{verb}, {threads} {(threads == 1 ? "thread" : "threads")}",
                threads * OperationsEach,
                () => PinnedThreads.Run(threads, body),
                one);
            one = threads == 1 ? time : one;
            if (threads > 1)
            {
                BenchmarkRun.Note($"{verb}: {threads} threads do {one / time:0.00} times what one does: {one / time / threads:P0} of linear");
            }
        }
    }

    /// <summary>1, 2, 4 … and the most.</summary>
    private static IEnumerable<int> Counts(int most)
    {
        for (int threads = 1; threads < most; threads *= 2)
        {
            yield return threads;
        }

        yield return most;
    }

    private static long Mix(
        BenchmarkStore store, EpochParticipant thread, EpochParticipant? owner, KeyStream order, byte[] value, int setPercent)
    {
        for (int i = 0; i < order.Count; i += 32)
        {
            using (EpochGuard guard = thread.Enter(BenchmarkStore.Now))
            {
                for (int j = i; j < Math.Min(i + 32, order.Count); j++)
                {
                    ReadOnlySpan<byte> key = order[j];

                    // 37 and 100 have no factor in common: sets are spread evenly.
                    StoreStatus status = j * 37L % 100 < setPercent
                        ? store.Cache.Set(key, value, 0, Instant.Never, guard)
                        : store.Cache.Get(key, guard, out _);
                    if (status != StoreStatus.Ok)
                    {
                        throw new InvalidOperationException($"operation {j} answered {status}");
                    }
                }
            }

            if (owner is not null && i % 8192 == 0)
            {
                store.Cache.Maintain(owner, BenchmarkStore.Now);
            }
        }

        return 0;
    }
}
