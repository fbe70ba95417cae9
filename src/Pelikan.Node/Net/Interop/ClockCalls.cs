namespace Pelikan.Node.Net.Interop;

/// <summary>The clock that the framework does not have: time since the machine was booted, sleep included.</summary>
internal static unsafe class ClockCalls
{
    private const int CLOCK_BOOTTIME = 7;
    private const long MillisecondsPerSecond = 1000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Milliseconds since the boot; null where the system has no such clock.</summary>
    internal static long? MillisecondsSinceBoot()
    {
        // SAFETY: struct timespec is two words of 64 bits, on this frame.
        long* time = stackalloc long[2];
        return LibC.clock_gettime(CLOCK_BOOTTIME, time) == 0
            ? (time[0] * MillisecondsPerSecond) + (time[1] / NanosecondsPerMillisecond)
            : null;
    }
}
