using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Kernel;

public sealed class CoordinatedShutdownTests : Pelikan.TestKit.TestKit
{
    private readonly ConcurrentQueue<string> _ran = new();

    public CoordinatedShutdownTests()
        : base("pelikan.coordinated-shutdown.phases.service-unbind.timeout = 2s")
    {
    }

    private CoordinatedShutdown Shutdown => CoordinatedShutdown.Get(Sys);

    [Fact]
    public async Task Phases_run_in_order_and_the_actors_end_last()
    {
        IActorRef actor = Watch(Sys.ActorOf(Props.Create<Counter>()));
        foreach (string phase in CoordinatedShutdown.Phases.Reverse())
        {
            Shutdown.AddTask(phase, "task", async () =>
            {
                await Task.Yield();
                Assert.False(Sys.WhenTerminated.IsCompleted);
                _ran.Enqueue(phase);
                return Done.Instance;
            });
        }

        await Finish(Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance));

        Assert.Equal(CoordinatedShutdown.Phases, _ran);
        Assert.IsType<CoordinatedShutdown.ClrExitReason>(Shutdown.ShutdownReason);
        Assert.True(Sys.WhenTerminated.IsCompleted);
        ExpectTerminated(actor);
        Assert.Empty(Observer.ShutdownFailures);
    }

    [Fact]
    public async Task Tasks_of_one_phase_run_together()
    {
        TaskCompletionSource left = new();
        TaskCompletionSource right = new();
        Add(CoordinatedShutdown.PhaseServiceStop, "left", () => Meet(left, right));
        Add(CoordinatedShutdown.PhaseServiceStop, "right", () => Meet(right, left));

        await Finish(Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance));
        Assert.Empty(Observer.ShutdownFailures);
    }

    [Fact]
    public async Task A_phase_that_hangs_is_reported_and_passed_over()
    {
        Add(CoordinatedShutdown.PhaseServiceUnbind, "hangs", () => new TaskCompletionSource<Done>().Task);
        Add(CoordinatedShutdown.PhaseServiceStop, "after", () => Note("after"));
        Task<Done> run = Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
        AwaitAssert(() => Assert.Equal(1, Clock.ArmedTimers));
        Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Empty(_ran);
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        await Finish(run);

        Assert.Equal(["after"], _ran);
        (string phase, string task, Exception cause) = Assert.Single(Observer.ShutdownFailures);
        Assert.Equal((CoordinatedShutdown.PhaseServiceUnbind, "hangs"), (phase, task));
        Assert.IsType<TimeoutException>(cause);
    }

    [Fact]
    public async Task A_task_that_fails_is_reported_and_the_rest_goes_on()
    {
        Add(CoordinatedShutdown.PhaseBeforeServiceUnbind, "throws", () => throw new FormatException());
        Add(CoordinatedShutdown.PhaseBeforeServiceUnbind, "faults", () => Task.FromException<Done>(new FormatException()));
        Add(CoordinatedShutdown.PhaseServiceStop, "after", () => Note("after"));
        await Finish(Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance));

        Assert.Equal(["after"], _ran);
        Assert.Equal(["faults", "throws"], Observer.ShutdownFailures.Select(failure => failure.Task).Order());
    }

    [Fact]
    public async Task It_runs_once_whoever_asks_and_Terminate_is_one_who_asks()
    {
        Add(CoordinatedShutdown.PhaseServiceStop, "once", () => Note("once"));
        Task first = Sys.Terminate();
        Task<Done> second = Shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance);
        Assert.Same(first, second);
        await Finish(second);

        Assert.Equal(["once"], _ran);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(Shutdown.ShutdownReason);
    }

    [Fact]
    public void An_unknown_phase_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Add("no-phase", "x", () => Note("x")));
    }

    [Fact]
    public void Each_phase_has_its_own_time_or_the_usual_one()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Shutdown.TimeoutOf(CoordinatedShutdown.PhaseServiceUnbind));
        Assert.Equal(TimeSpan.FromSeconds(10), Shutdown.TimeoutOf(CoordinatedShutdown.PhaseServiceRequestsDone));
        Assert.Equal(TimeSpan.FromSeconds(5), Shutdown.TimeoutOf(CoordinatedShutdown.PhaseBeforeServiceUnbind));
    }

    private static async Task<Done> Meet(TaskCompletionSource mine, TaskCompletionSource other)
    {
        mine.SetResult();
        await other.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return Done.Instance;
    }

    private static Task Finish(Task run) => run.WaitAsync(TimeSpan.FromSeconds(10));

    private void Add(string phase, string name, Func<Task<Done>> task) => Shutdown.AddTask(phase, name, task);

    private Task<Done> Note(string what)
    {
        _ran.Enqueue(what);
        return Task.FromResult(Done.Instance);
    }
}
