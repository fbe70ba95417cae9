using System;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Pelikan.TestKit;

/// <summary>Runs one body on several threads at once.</summary>
public static class Threaded
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Run <paramref name="body"/> with 0 … <paramref name="threads"/>-1, all released by one barrier, and wait for all of them.
    /// The first exception is thrown again here with its own stack.
    /// </summary>
    /// <exception cref="TimeoutException">A thread is still running after <paramref name="timeout"/> (60 seconds unless told).</exception>
    public static void Run(int threads, Action<int> body, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ConcurrentQueue<ExceptionDispatchInfo> failures = new();
        Barrier start = new(threads);
        CountdownEvent running = new(threads);
        for (int i = 0; i < threads; i++)
        {
            int index = i;
            Thread thread = new(() =>
            {
                try
                {
                    start.SignalAndWait();
                    body(index);
                }
                catch (Exception failure)
                {
                    failures.Enqueue(ExceptionDispatchInfo.Capture(failure));
                }
                finally
                {
                    running.Signal();
                }
            })
            {
                IsBackground = true,
                Name = $"test_{index}",
            };
            thread.Start();
        }

        bool ended = running.Wait(timeout ?? DefaultTimeout);
        if (failures.TryPeek(out ExceptionDispatchInfo? first))
        {
            first.Throw();
        }

        if (!ended)
        {
            throw new TimeoutException($"{running.CurrentCount} of {threads} threads still run after {timeout ?? DefaultTimeout}");
        }

        start.Dispose();
        running.Dispose();
    }
}
