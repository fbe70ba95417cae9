using System;
using System.Collections.Generic;
using System.Threading;

namespace Pelikan.TestKit;

/// <summary>
/// A clock that a test moves by hand. Timers fire on the thread that calls <see cref="Advance"/>, in the order of their
/// due times, each with the clock standing at its own due time. A clock has one driver: a second thread that
/// advances it at the same time is refused, and so is a timer that advances it.
/// </summary>
/// <remarks>
/// A timer that is due at once waits for the next advance, be it by zero. A callback that arms a timer which is due within the
/// same advance sees it fire in that advance; a chain of more than <see cref="FiringsPerAdvanceMax"/> is a loop, and is refused.
/// </remarks>
public sealed class ManualClock : TimeProvider
{
    public const int FiringsPerAdvanceMax = 1_000_000;

    private readonly Lock _gate = new();
    private readonly SortedSet<ManualTimer> _armed = new(ManualTimer.ByDueTime);
    private readonly DateTimeOffset _origin;
    private TimeSpan _elapsed;
    private long _sequence;
    private int _advancing;

    public ManualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public ManualClock(DateTimeOffset origin) => _origin = origin;

    /// <summary>Time passed since the clock was made.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    /// <summary>How many timers wait to fire: what a test waits for before it advances past them.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => _origin + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Move the clock and fire what falls due.</summary>
    /// <exception cref="InvalidOperationException">Another call is advancing, or the callbacks arm timers without end.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (Interlocked.Exchange(ref _advancing, 1) != 0)
        {
            throw new InvalidOperationException("the clock is being advanced already: one driver per clock");
        }

        try
        {
            TimeSpan target = Elapsed + by;
            for (int firings = 0; FireNext(target); firings++)
            {
                if (firings == FiringsPerAdvanceMax)
                {
                    throw new InvalidOperationException($"{firings} timers fired in one advance by {by}: a timer arms itself without end");
                }
            }
        }
        finally
        {
            Volatile.Write(ref _advancing, 0);
        }
    }

    internal bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (timer.Disposed)
            {
                return false;
            }

            timer.Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Schedule(_elapsed + dueTime, ++_sequence);
                _armed.Add(timer);
            }

            return true;
        }
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _armed.Remove(timer);
        }
    }

    // The callback runs outside the lock, so that it may arm and disarm timers.
    private bool FireNext(TimeSpan target)
    {
        ManualTimer? timer;
        lock (_gate)
        {
            timer = _armed.Min;
            if (timer is null || timer.Due > target)
            {
                _elapsed = target;
                return false;
            }

            _armed.Remove(timer);
            _elapsed = timer.Due > _elapsed ? timer.Due : _elapsed;
            if (timer.Period > TimeSpan.Zero)
            {
                timer.Schedule(timer.Due + timer.Period, ++_sequence);
                _armed.Add(timer);
            }
        }

        timer.Fire();
        return true;
    }
}
