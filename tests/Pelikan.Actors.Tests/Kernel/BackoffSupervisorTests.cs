using System;
using System.Linq;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Kernel;

public sealed class BackoffSupervisorTests : Pelikan.TestKit.TestKit
{
    // Apart from the test actor, to which the children tell what they live through.
    private readonly TestProbe _asker;

    public BackoffSupervisorTests() => _asker = CreateTestProbe();

    [Theory]
    [InlineData(0, 0.0, 100)]
    [InlineData(1, 0.0, 200)]
    [InlineData(3, 0.0, 800)]
    [InlineData(4, 0.0, 1000)]
    [InlineData(1000, 0.0, 1000)]
    [InlineData(0, 0.5, 110)]
    [InlineData(4, 1.0, 1200)]
    public void Delays_double_are_capped_and_stretched(int restarts, double random, int milliseconds)
    {
        TimeSpan delay = BackoffSupervisor.CalculateDelay(restarts, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), 0.2, random);
        Assert.Equal(milliseconds, delay.TotalMilliseconds, 3);
    }

    [Fact]
    public void A_failing_child_comes_back_later_each_time()
    {
        IActorRef supervisor = Start(Backoff.OnFailure(
            Props.Create(() => new EchoActor(TestActor)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), 0, -1).WithAutoReset(TimeSpan.FromMinutes(5)));
        ExpectMsg("PreStart");
        foreach (int seconds in (int[])[1, 2, 4, 4])
        {
            int before = _asker.Restarts(supervisor);
            supervisor.Tell(new FormatException());
            ExpectMsg("PostStop");
            AwaitAssert(() => Assert.Equal(before + 1, _asker.Restarts(supervisor)));
            Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.True(_asker.Child(supervisor).IsNobody());
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            ExpectMsg("PreStart");
        }

        Assert.Equal(4, Sys.Metrics.Read(KernelMetrics.Metric.BackOff));
    }

    [Fact]
    public void A_child_that_has_lived_long_enough_counts_anew()
    {
        IActorRef supervisor = Start(Backoff.OnFailure(
            Props.Create(() => new EchoActor(TestActor)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), 0, -1).WithAutoReset(TimeSpan.FromSeconds(30)));
        ExpectMsg("PreStart");
        FailAndReturn(supervisor, seconds: 1);
        Assert.Equal(1, _asker.Restarts(supervisor));
        Clock.Advance(TimeSpan.FromSeconds(30));
        AwaitAssert(() => Assert.Equal(0, _asker.Restarts(supervisor)));
        FailAndReturn(supervisor, seconds: 1);
    }

    [Fact]
    public void Messages_pass_through_and_are_dead_letters_while_the_child_is_away()
    {
        IActorRef supervisor = Start(Backoff.OnFailure(
            Props.Create(() => new EchoActor(ActorRefs.Nobody)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), 0, -1));
        supervisor.Tell("hello", TestActor);
        ExpectMsg("hello");
        IActorRef child = Watch(_asker.Child(supervisor));
        supervisor.Tell(new FormatException());
        ExpectTerminated(child);
        AwaitAssert(() => Assert.True(_asker.Child(supervisor).IsNobody()));
        supervisor.Tell("lost", TestActor);
        AwaitAssert(() => Assert.Contains(Observer.DeadLetters, letter => letter.Message is "lost"));
    }

    [Fact]
    public void Retries_may_be_limited()
    {
        IActorRef supervisor = Watch(Start(Backoff.OnFailure(
            Props.Create(() => new EchoActor(ActorRefs.Nobody)), "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, 1)));
        supervisor.Tell(new FormatException());
        AwaitAssert(() => Assert.Equal(1, _asker.Restarts(supervisor)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_asker.Child(supervisor).IsNobody());
        supervisor.Tell(new FormatException());
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void A_child_that_stops_by_itself_ends_its_supervisor_unless_told_otherwise()
    {
        Props child = Props.Create(() => new EchoActor(ActorRefs.Nobody));
        IActorRef onFailure = Watch(Start(Backoff.OnFailure(child, "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, -1)));
        onFailure.Tell("stop");
        ExpectTerminated(onFailure);

        IActorRef onStop = Start(Backoff.OnStop(child, "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, -1));
        onStop.Tell("stop");
        AwaitAssert(() => Assert.Equal(1, _asker.Restarts(onStop)));
    }

    [Fact]
    public void The_strategy_says_which_failures_come_back()
    {
        Props child = Props.Create(() => new EchoActor(ActorRefs.Nobody));
        BackoffOptions options = Backoff.OnFailure(child, "child", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, -1)
            .WithSupervisorStrategy(new OneForOneStrategy(cause => cause is FormatException ? Directive.Stop : Directive.Restart));
        IActorRef supervisor = Watch(Start(options));
        supervisor.Tell(new InvalidOperationException());
        AwaitAssert(() => Assert.Equal(1, _asker.Restarts(supervisor)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_asker.Child(supervisor).IsNobody());
        supervisor.Tell(new FormatException());
        ExpectTerminated(supervisor);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Props child = Props.Create<Counter>();
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.OnFailure(child, "c", TimeSpan.Zero, second, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.OnFailure(child, "c", second, TimeSpan.Zero, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.OnFailure(child, "c", second, second, 1.5, -1));
    }

    private IActorRef Start(BackoffOptions options) => Sys.ActorOf(BackoffSupervisor.Props(options));

    private void FailAndReturn(IActorRef supervisor, int seconds)
    {
        int before = _asker.Restarts(supervisor);
        supervisor.Tell(new FormatException());
        ExpectMsg("PostStop");
        AwaitAssert(() => Assert.Equal(before + 1, _asker.Restarts(supervisor)));
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        ExpectMsg("PreStart");
    }
}
