using System.Diagnostics;
using Pelikan.Storage;

namespace Pelikan.Benchmarks.Pause;

/// <summary>Milliseconds since it was made.</summary>
internal sealed class PauseClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public Instant Now => new(1_000 + (long)Stopwatch.GetElapsedTime(_start).TotalMilliseconds);
}
