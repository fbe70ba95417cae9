using System;
using System.Runtime.InteropServices;
using System.Threading;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Benchmarks.Storage;

/// <summary>The same work on one thread and on two, each on a core of its own, in one partition.</summary>
internal static partial class ThreadBenchmarks
{
    private const int Items = 1_000_000;
    private const int ValueBytes = 64;
    private const int OperationsEach = 1_000_000;

    public static void Run(BenchmarkRun run)
    {
        byte[] value = new byte[ValueBytes];
        using BenchmarkStore store = new(Items, 1L << 30, writers: 2);
        store.Fill(value);
        EpochParticipant[] places = [store.Epoch.Register(), store.Epoch.Register()];
        EpochParticipant owner = store.Epoch.Register();
        KeyStream[] orders = [new(store, OperationsEach, seed: 1), new(store, OperationsEach, seed: 2)];
        Scale(run, "set", thread => StorageBenchmarks.Sets(store, places[thread], thread == 0 ? owner : null, orders[thread], value));
        Scale(run, "get", thread => StorageBenchmarks.Gets(store, places[thread], orders[thread]));
    }

    private static void Scale(BenchmarkRun run, string verb, Func<int, long> body)
    {
        double one = run.Measure($"{verb}, 1 thread", OperationsEach, () => OnThreads(1, body));
        double two = run.Measure($"{verb}, 2 threads", 2 * OperationsEach, () => OnThreads(2, body), one);
        BenchmarkRun.Note($"{verb}: two threads do {one / two:0.00} times what one does, on {Environment.ProcessorCount} cores");
    }

    /// <summary>Run a body on threads pinned to cores 0, 1, …; returns the bytes they allocated.</summary>
    private static long OnThreads(int count, Func<int, long> body)
    {
        long own = GC.GetAllocatedBytesForCurrentThread();
        long allocated = 0;
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                Pin(index % Environment.ProcessorCount);
                long before = GC.GetAllocatedBytesForCurrentThread();
                body(index);
                Interlocked.Add(ref allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            });
        }

        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        // The threads themselves are the benchmark's, not the store's.
        return allocated - (GC.GetAllocatedBytesForCurrentThread() - own);
    }

    private static void Pin(int core)
    {
        if (OperatingSystem.IsLinux())
        {
            ulong mask = 1UL << core;

            // A container may refuse; then the scheduler decides.
            _ = SetAffinity(0, sizeof(ulong), in mask);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, in ulong mask);
}
