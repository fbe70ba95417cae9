using System;
using Pelikan.Storage;

namespace Pelikan.Node.Net;

/// <summary>
/// The node's monotonic clock. All workers and the storage of a node share one, so that an <see cref="Instant"/> means
/// the same to each of them.
/// </summary>
public sealed class TurnClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly TimeProvider _time;
    private readonly long _startNanoseconds;
    private readonly long _start;
    private readonly long _frequency;

    /// <summary>Start a clock.</summary>
    /// <param name="time">What moves it.</param>
    /// <param name="start">What it says now: 0, or where the clock of an earlier run would be.</param>
    public TurnClock(TimeProvider time, Instant start = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _startNanoseconds = start.Milliseconds * NanosecondsPerMillisecond;
        _start = time.GetTimestamp();
        _frequency = time.TimestampFrequency;
    }

    /// <summary>Nanoseconds since the clock was made, and what it said then.</summary>
    public long Nanoseconds()
    {
        long ticks = _time.GetTimestamp() - _start;
        return _startNanoseconds + (_frequency == NanosecondsPerSecond
            ? ticks
            : ((ticks / _frequency) * NanosecondsPerSecond) + ((ticks % _frequency) * NanosecondsPerSecond / _frequency));
    }

    /// <summary>The time now, as storage counts it.</summary>
    public Instant Now() => InstantAt(Nanoseconds());

    /// <summary>The millisecond that a reading of <see cref="Nanoseconds"/> lies in.</summary>
    public static Instant InstantAt(long nanoseconds) => new(nanoseconds / NanosecondsPerMillisecond);
}
