using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Pelikan.Benchmarks.Storage;

/// <summary>Runs a body on several threads, each kept on a core of its own.</summary>
internal static partial class PinnedThreads
{
    /// <summary>Run a body on threads on cores 0, 1, …; returns the bytes they allocated.</summary>
    public static long Run(int count, Func<int, long> body)
    {
        long own = GC.GetAllocatedBytesForCurrentThread();
        long allocated = 0;
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                Pin(index);
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

    /// <summary>Keep the calling thread on a core, counted modulo those there are.</summary>
    public static void Pin(int core)
    {
        if (OperatingSystem.IsLinux())
        {
            ulong mask = 1UL << (core % Math.Min(Environment.ProcessorCount, 64));

            // A container may refuse; then the scheduler decides.
            _ = SetAffinity(0, sizeof(ulong), in mask);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, in ulong mask);
}
