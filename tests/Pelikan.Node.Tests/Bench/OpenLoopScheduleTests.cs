using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class OpenLoopScheduleTests
{
    [Fact]
    public void NextAt_DoesNotMoveWithTheServer()
    {
        OpenLoopSchedule schedule = new(1000, thread: 0, threads: 1, start: 5_000_000);
        Assert.Equal(5_000_000, schedule.NextAt);
        schedule.Advance();
        Assert.Equal(6_000_000, schedule.NextAt);
        schedule.Advance();
        Assert.Equal(7_000_000, schedule.NextAt);
    }

    [Fact]
    public void DueAt_AfterAStall_CountsEveryRequestOfTheStall()
    {
        OpenLoopSchedule schedule = new(1000, 0, 1, start: 0);
        Assert.Equal(0, schedule.DueAt(-1));
        Assert.Equal(1, schedule.DueAt(0));
        schedule.Advance();
        Assert.Equal(0, schedule.DueAt(999_999));
        Assert.Equal(1, schedule.DueAt(1_000_000));
        Assert.Equal(100, schedule.DueAt(100_000_000));
    }

    [Fact]
    public void Threads_TakeTurns()
    {
        List<long> times = [];
        for (int thread = 0; thread < 3; thread++)
        {
            OpenLoopSchedule schedule = new(3000, thread, 3, 0);
            for (int i = 0; i < 4; i++, schedule.Advance())
            {
                times.Add(schedule.NextAt);
            }
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long)(i * (1e9 / 3000))), times.Order());
    }

    [Fact]
    public void Rate_OverAMillionRequests_DoesNotDrift()
    {
        OpenLoopSchedule schedule = new(300_000, 0, 1, 0);
        for (int i = 0; i < 3_000_000; i++)
        {
            schedule.Advance();
        }

        Assert.InRange(schedule.NextAt, 9_999_999_999, 10_000_000_001);
    }
}
