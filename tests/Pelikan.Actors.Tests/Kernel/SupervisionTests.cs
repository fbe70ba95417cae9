using System;
using System.Linq;
using System.Threading.Tasks;
using Pelikan.TestKit;
using Xunit;
using Metric = Pelikan.Actors.Kernel.KernelMetrics.Metric;

namespace Pelikan.Actors.Tests.Kernel;

public sealed class SupervisionTests : Pelikan.TestKit.TestKit
{
    [Fact]
    public void Restart_gives_a_new_instance_and_keeps_the_mailbox()
    {
        IActorRef counter = Supervise(_ => Directive.Restart, Props.Create<Counter>());
        counter.Tell(5);
        counter.Tell(new FormatException());
        counter.Tell(2);
        counter.Tell("get", TestActor);

        ExpectMsg(2);
        Assert.Equal(1, Sys.Metrics.Read(Metric.Restart));
        Assert.Equal(1, Sys.Metrics.Read(Metric.Failure));
        Assert.Equal([null, Directive.Restart], Observer.Failures.Select(failure => failure.Directive));
    }

    [Fact]
    public void Resume_keeps_the_state()
    {
        IActorRef counter = Supervise(_ => Directive.Resume, Props.Create<Counter>());
        counter.Tell(5);
        counter.Tell(new FormatException());
        counter.Tell(2);
        counter.Tell("get", TestActor);
        ExpectMsg(7);
    }

    [Fact]
    public void Stop_ends_the_child_and_only_it()
    {
        IActorRef counter = Supervise(_ => Directive.Stop, Props.Create<Counter>());
        Watch(counter);
        counter.Tell(new FormatException());
        ExpectTerminated(counter);
    }

    [Fact]
    public void Escalate_makes_the_parent_fail_in_turn()
    {
        IActorRef top = Sys.ActorOf(Props.Create(() => new Supervisor(
            new OneForOneStrategy(cause => cause is FormatException ? Directive.Stop : Directive.Resume),
            Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Escalate), Props.Create<Counter>())))));
        top.Tell("child", TestActor);
        IActorRef middle = Watch(ExpectMsg<IActorRef>());
        middle.Tell(new FormatException());
        ExpectTerminated(middle);
    }

    [Fact]
    public void The_lifecycle_hooks_run_in_their_order()
    {
        IActorRef echo = Supervise(_ => Directive.Restart, Props.Create(() => new EchoActor(TestActor)));
        ExpectMsg("PreStart");
        echo.Tell(new FormatException());
        ExpectMsg("PreRestart FormatException");
        ExpectMsg("PostStop");
        ExpectMsg("PostRestart");
        ExpectMsg("PreStart");
    }

    [Fact]
    public void A_restart_stops_the_children_and_waits_for_them()
    {
        IActorRef echo = Supervise(_ => Directive.Restart, Props.Create(() => new EchoActor(ActorRefs.Nobody)));
        echo.Tell(Props.Create<Counter>(), TestActor);
        IActorRef child = Watch(ExpectMsg<IActorRef>());
        echo.Tell(new FormatException());
        echo.Tell(Props.Create<Counter>(), TestActor);

        // The name is free again, so the second child was made after the first had ended.
        Assert.NotEqual(child, FishForMessage<IActorRef>(_ => true));
    }

    [Fact]
    public void Retries_have_a_limit_within_their_range()
    {
        IActorRef parent = Sys.ActorOf(Props.Create(() => new Supervisor(
            new OneForOneStrategy(2, TimeSpan.FromSeconds(10), _ => Directive.Restart), Props.Create<Counter>())));
        parent.Tell("child", TestActor);
        IActorRef counter = Watch(ExpectMsg<IActorRef>());
        Fail(counter, 2);
        Clock.Advance(TimeSpan.FromSeconds(11));
        Fail(counter, 2);
        counter.Tell("get", TestActor);
        ExpectMsg(0);
        counter.Tell(new FormatException());
        ExpectTerminated(counter);
    }

    [Fact]
    public void An_actor_that_cannot_be_made_is_stopped_by_default()
    {
        IActorRef bad = Watch(Sys.ActorOf(Scripted.Props((_, _) => { }).WithDispatcher(Dispatchers.DefaultDispatcherId)));
        Sys.Stop(bad);
        ExpectTerminated(bad);
        IActorRef broken = Watch(Sys.ActorOf(Props.Create<EchoActor>(() => Throw())));
        ExpectTerminated(broken);
        Assert.Contains(Observer.Failures, failure => failure.Cause is ActorInitializationException { InnerException: FormatException });
    }

    [Fact]
    public void Making_again_may_succeed_and_counts_as_a_restart()
    {
        int attempts = 0;
        IActorRef parent = Sys.ActorOf(Props.Create(() => new Supervisor(
            new OneForOneStrategy(_ => Directive.Restart),
            Props.Create(() => ++attempts < 3 ? Throw() : new EchoActor(ActorRefs.Nobody)))));
        parent.Tell(1, TestActor);
        ExpectMsg(1);
        Assert.Equal(3, attempts);
        Assert.Contains(Observer.Failures, failure => failure.Cause is PostRestartException);
    }

    [Fact]
    public void Kill_is_a_failure_that_stops_by_default()
    {
        IActorRef counter = Watch(Sys.ActorOf(Props.Create<Counter>()));
        counter.Tell(Kill.Instance);
        ExpectTerminated(counter);
        Assert.Contains(Observer.Failures, failure => failure.Cause is ActorKilledException);
    }

    [Fact]
    public void A_failed_actor_handles_nothing_until_its_supervisor_has_decided()
    {
        using System.Threading.ManualResetEventSlim decide = new();
        IActorRef counter = Supervise(
            _ =>
            {
                decide.Wait(TimeSpan.FromSeconds(10));
                return Directive.Resume;
            },
            Props.Create<Counter>());
        counter.Tell(new FormatException());
        counter.Tell("get", TestActor);
        ExpectNoMsg();
        decide.Set();
        ExpectMsg(0);
    }

    [Fact]
    public void Stashed_messages_and_timers_do_not_outlive_wrongly()
    {
        // The stash goes back to the mailbox of the new instance; the old instance's timers end.
        int instance = 0;
        IActorRef actor = Supervise(_ => Directive.Restart, Scripted.Props((self, message) =>
        {
            switch (message)
            {
                case "stash" when instance == 0:
                    self.Timers.StartSingleTimer("key", "timer", TimeSpan.FromSeconds(1));
                    self.Stash.Stash();
                    break;
                case "fail":
                    instance++;
                    throw new FormatException();
                default:
                    TestActor.Tell(message);
                    break;
            }
        }));
        actor.Tell("stash");
        actor.Tell("fail");
        actor.Tell("last");
        ExpectMsg("stash");
        ExpectMsg("last");
        Assert.Equal(0, Clock.ArmedTimers);
    }

    [Fact]
    public void Failing_again_and_again_while_restarting_leaves_a_working_actor()
    {
        // PreRestart throws every other time; children survive; each failure's suspension must be given back.
        IActorRef parent = Sys.ActorOf(Props.Create(() => new Supervisor(
            new OneForOneStrategy(_ => Directive.Restart), Props.Create(() => new Fragile(TestActor)))));
        for (int i = 0; i < 6; i++)
        {
            parent.Tell(new FormatException());
        }

        parent.Tell("through", TestActor);
        Assert.Equal("child through", FishForMessage<string>(text => text.EndsWith("through", StringComparison.Ordinal)));
        Assert.Contains(Observer.Failures, failure => failure.Cause is PreRestartException);
    }

    [Fact]
    public async Task The_systems_own_end_follows_a_failure_that_nobody_handles()
    {
        IActorRef top = Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody), new OneForOneStrategy(_ => Directive.Escalate)));
        top.Tell(Props.Create<Counter>(), TestActor);
        IActorRef child = ExpectMsg<IActorRef>();
        Watch(top);
        child.Tell(Kill.Instance);
        ExpectTerminated(top);
        Assert.False(Sys.WhenTerminated.IsCompleted);
        Sys.Dispose();
        await Sys.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static EchoActor Throw() => throw new FormatException();

    private IActorRef Supervise(Func<Exception, Directive> decider, Props child) =>
        Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(decider), child)).WithDispatcher(Dispatchers.DefaultDispatcherId)) is { } parent
            ? ChildOf(parent)
            : ActorRefs.Nobody;

    private IActorRef ChildOf(IActorRef parent)
    {
        TestProbe probe = CreateTestProbe();
        probe.Send(parent, "child");
        return probe.ExpectMsg<IActorRef>();
    }

    private void Fail(IActorRef actor, int times)
    {
        for (int i = 0; i < times; i++)
        {
            actor.Tell(new FormatException());
        }

        actor.Tell("get", TestActor);
        ExpectMsg<int>();
    }

    /// <summary>Keeps its child over restarts, and fails in every other PreRestart.</summary>
    private sealed class Fragile : UntypedActor
    {
        private static int _restarts;
        private readonly IActorRef _witness;

        public Fragile(IActorRef witness) => _witness = witness;

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
            {
                throw failure;
            }

            IActorRef witness = _witness;
            IActorRef child = Context.Child("child");
            (child.IsNobody() ? Context.ActorOf(Scripted.Props((_, text) => witness.Tell($"child {text}")), "child") : child).Tell(message);
        }

        protected override void PreRestart(Exception reason, object message)
        {
            if (Context.Child("child").IsNobody())
            {
                IActorRef witness = _witness;
                Context.ActorOf(Scripted.Props((_, text) => witness.Tell($"child {text}")), "child");
            }

            if (_restarts++ % 2 == 0)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
