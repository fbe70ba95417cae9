using System.Diagnostics;

namespace Pelikan.Node.Bench;

/// <summary>The monotonic clock that latencies are taken with, in nanoseconds.</summary>
internal static class BenchClock
{
    public const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly bool TicksAreNanoseconds = Stopwatch.Frequency == NanosecondsPerSecond;

    public static long Now => TicksAreNanoseconds
        ? Stopwatch.GetTimestamp()
        : (long)(Stopwatch.GetTimestamp() * (NanosecondsPerSecond / (double)Stopwatch.Frequency));
}
