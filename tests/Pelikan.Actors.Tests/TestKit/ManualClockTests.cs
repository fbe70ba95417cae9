using System;
using System.Collections.Generic;
using System.Threading;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.TestKit;

public sealed class ManualClockTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_order_of_due_time_each_at_its_own()
    {
        using ITimer late = Arm("late", 30);
        using ITimer early = Arm("early", 10);
        using ITimer twin = Arm("twin", 10);

        _clock.Advance(TimeSpan.FromMilliseconds(40));

        Assert.Equal(["early@10", "twin@10", "late@30"], _fired);
        Assert.Equal(40, _clock.Elapsed.TotalMilliseconds);
    }

    [Fact]
    public void A_period_fires_once_per_interval_whatever_the_step()
    {
        using ITimer timer = Arm("tick", 10, 10);

        _clock.Advance(TimeSpan.FromMilliseconds(35));
        _clock.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(["tick@10", "tick@20", "tick@30", "tick@40"], _fired);
    }

    [Fact]
    public void A_disposed_or_rearmed_timer_keeps_only_its_last_promise()
    {
        using ITimer disposed = Arm("disposed", 10);
        using ITimer moved = Arm("moved", 10);
        disposed.Dispose();
        moved.Change(TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(["moved@20"], _fired);
        Assert.False(disposed.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public void A_timer_that_arms_itself_for_at_once_is_refused_rather_than_spun_on()
    {
        ITimer? timer = null;
        timer = _clock.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Throws<InvalidOperationException>(() => _clock.Advance(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void A_second_driver_is_refused()
    {
        using ITimer timer = _clock.CreateTimer(
            _ => _clock.Advance(TimeSpan.FromSeconds(1)), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

        Assert.Throws<InvalidOperationException>(() => _clock.Advance(TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void Wall_clock_and_timestamps_move_together()
    {
        DateTimeOffset before = _clock.GetUtcNow();
        long start = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal(TimeSpan.FromSeconds(90), _clock.GetUtcNow() - before);
        Assert.Equal(TimeSpan.FromSeconds(90), _clock.GetElapsedTime(start));
    }

    private ITimer Arm(string name, int due, int period = Timeout.Infinite) => _clock.CreateTimer(
        _ => _fired.Add($"{name}@{_clock.Elapsed.TotalMilliseconds}"),
        null,
        TimeSpan.FromMilliseconds(due),
        TimeSpan.FromMilliseconds(period));
}
