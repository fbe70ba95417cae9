using System;
using System.Threading;

namespace Pelikan.TestKit;

/// <summary>Waits, within a deadline, for something that announces itself by no event.</summary>
public static class Eventually
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    /// <summary>Ask until the condition holds.</summary>
    /// <exception cref="TimeoutException">It does not hold within the deadline; the message is <paramref name="what"/>.</exception>
    public static void True(Func<bool> condition, string what, TimeSpan? timeout = null) => Assert(
        () =>
        {
            if (!condition())
            {
                throw new TimeoutException($"not within {timeout ?? DefaultTimeout}: {what}");
            }
        },
        timeout);

    /// <summary>Try until <paramref name="assertion"/> no longer throws; past the deadline its last exception is thrown.</summary>
    public static void Assert(Action assertion, TimeSpan? timeout = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        using ManualResetEventSlim pause = new();
        while (true)
        {
            try
            {
                assertion();
                return;
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(start) < (timeout ?? DefaultTimeout))
            {
                pause.Wait(Interval);
            }
        }
    }
}
