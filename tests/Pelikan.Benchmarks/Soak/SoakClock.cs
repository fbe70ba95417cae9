using System.Threading;
using Pelikan.Storage;

namespace Pelikan.Benchmarks.Soak;

/// <summary>The time of a soak: its owner lets a millisecond pass each round, so that short lives end and long ones are seen.</summary>
internal sealed class SoakClock
{
    private long _now = 1_000;

    public Instant Now => new(Volatile.Read(ref _now));

    public Instant Tick() => new(Interlocked.Increment(ref _now));
}
