using System;
using System.IO;
using System.Threading.Tasks;
using Pelikan.Actors.DataPlane;
using Xunit;

namespace Pelikan.Actors.Tests.DataPlane;

public sealed class LoopActorTests : Pelikan.TestKit.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeLoop _loop = new("pelikan_work_0");
    private readonly RecordingFailure _failure = new();

    [Fact]
    public async Task The_loop_runs_on_its_own_named_thread_until_stopped()
    {
        EventLoopHandle handle = new(_loop, _failure);
        IActorRef worker = Watch(Sys.ActorOf(WorkerActor.Props(handle), "worker"));
        Assert.True(_loop.Entered.Wait(Patience));
        Assert.Equal("pelikan_work_0", _loop.ThreadName);
        Assert.False(handle.WhenStopped.IsCompleted);

        handle.Stop();
        await handle.WhenStopped.WaitAsync(Patience);
        ExpectTerminated(worker);
        Assert.Empty(_failure.Fatals);
    }

    [Fact]
    public async Task A_loop_that_throws_is_fatal_to_the_process()
    {
        EventLoopHandle handle = new(_loop, _failure);
        IActorRef worker = Watch(Sys.ActorOf(WorkerActor.Props(handle)));
        _loop.Crash(new FormatException());

        Assert.True(_failure.Fatals.TryTake(out (string Loop, Exception Failure) fatal, Patience));
        Assert.Equal("pelikan_work_0", fatal.Loop);
        Assert.IsType<FormatException>(fatal.Failure);
        await handle.WhenStopped.WaitAsync(Patience);
        ExpectTerminated(worker);
        Assert.Equal(1, _loop.Entries);
    }

    [Fact]
    public void A_loop_that_returns_unasked_is_fatal_too()
    {
        Sys.ActorOf(ListenerActor.Props(new EventLoopHandle(_loop, _failure)));
        _loop.Return();
        Assert.True(_failure.Fatals.TryTake(out (string Loop, Exception Failure) fatal, Patience));
        Assert.IsType<InvalidOperationException>(fatal.Failure);
    }

    [Fact]
    public async Task Stopped_before_it_is_entered_a_loop_ends_at_once()
    {
        EventLoopHandle handle = new(_loop, _failure);
        handle.Stop();
        IActorRef worker = Watch(Sys.ActorOf(WorkerActor.Props(handle)));
        ExpectTerminated(worker);
        await handle.WhenStopped.WaitAsync(Patience);
        Assert.Empty(_failure.Fatals);
    }

    [Fact]
    public async Task A_loop_is_entered_once_and_an_abandoned_one_never()
    {
        EventLoopHandle handle = new(_loop, _failure);
        handle.Abandon();
        handle.Run();
        await handle.WhenStopped.WaitAsync(Patience);
        Assert.Equal(0, _loop.Entries);
    }

    [Fact]
    public void The_process_ends_with_a_message_and_its_own_exit_code()
    {
        using StringWriter error = new();
        int code = 0;
        new ProcessFailure(error, exit => code = exit).Fatal("pelikan_work_3", new FormatException("broken"));

        Assert.Equal(70, code);
        Assert.Contains("pelikan_work_3 has failed", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("broken", error.ToString(), StringComparison.Ordinal);
    }
}
