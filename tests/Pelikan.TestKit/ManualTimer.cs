using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Pelikan.TestKit;

/// <summary>A timer of a <see cref="ManualClock"/>; the clock's lock guards its fields.</summary>
internal sealed class ManualTimer : ITimer
{
    private readonly ManualClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;

    public ManualTimer(ManualClock clock, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
    }

    public static IComparer<ManualTimer> ByDueTime { get; } = Comparer<ManualTimer>.Create(
        (left, right) => left.Due == right.Due ? left.Sequence.CompareTo(right.Sequence) : left.Due.CompareTo(right.Due));

    public TimeSpan Due { get; private set; }

    public TimeSpan Period { get; set; }

    public bool Disposed { get; set; }

    private long Sequence { get; set; }

    /// <summary>Only while the timer is not among the armed: the two values are its place there.</summary>
    public void Schedule(TimeSpan due, long sequence)
    {
        Due = due;
        Sequence = sequence;
    }

    public void Fire() => _callback(_state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => _clock.Arm(this, dueTime, period);

    public void Dispose() => _clock.Disarm(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
