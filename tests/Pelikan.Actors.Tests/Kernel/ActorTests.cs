using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pelikan.TestKit;
using Xunit;
using Metric = Pelikan.Actors.Kernel.KernelMetrics.Metric;

namespace Pelikan.Actors.Tests.Kernel;

public sealed class ActorTests : Pelikan.TestKit.TestKit
{
    public ActorTests()
        : base("pelikan.actor.mailbox-capacity = 64")
    {
    }

    [Fact]
    public void A_message_reaches_its_actor_with_its_sender()
    {
        IActorRef echo = Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), "echo");
        echo.Tell("hello", TestActor);

        ExpectMsg("hello");
        Assert.Equal(echo, LastSender);
        Assert.Equal("/user/echo", echo.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void Messages_of_one_sender_arrive_in_order_whatever_the_throughput()
    {
        List<int> seen = [];
        IActorRef actor = Sys.ActorOf(Scripted.Props((_, message) =>
        {
            seen.Add((int)message);
            if (seen.Count % 50 == 0)
            {
                TestActor.Tell(seen.Count);
            }
        }));
        for (int i = 0; i < 1000; i++)
        {
            actor.Tell(i);
            if ((i + 1) % 50 == 0)
            {
                ExpectMsg(i + 1);
            }
        }

        Assert.Equal(Enumerable.Range(0, 1000), seen);
    }

    [Fact]
    public void Life_begins_with_PreStart_and_ends_with_PostStop()
    {
        IActorRef echo = Watch(Sys.ActorOf(Props.Create(() => new EchoActor(TestActor))));
        ExpectMsg("PreStart");
        Sys.Stop(echo);
        ExpectMsg("PostStop");
        ExpectTerminated(echo);
    }

    [Fact]
    public void PoisonPill_lets_the_messages_before_it_pass()
    {
        IActorRef echo = Watch(Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody))));
        echo.Tell(1, TestActor);
        echo.Tell(PoisonPill.Instance);
        echo.Tell(2, TestActor);

        ExpectMsg(1);
        ExpectTerminated(echo);
        AwaitAssert(() => Assert.Equal(2, Observer.DeadLetters.Single().Message));
        Assert.Equal(echo, Observer.DeadLetters.Single().Recipient);
    }

    [Fact]
    public void A_stopped_actors_watchers_hear_of_it_late_ones_too()
    {
        IActorRef echo = Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)));
        TestProbe early = CreateTestProbe();
        early.Watch(echo);
        echo.Tell("stop");
        early.ExpectTerminated(echo);

        Watch(echo);
        ExpectTerminated(echo);
        TestProbe never = CreateTestProbe();
        never.Watch(Sys.DeadLetters);
        never.ExpectTerminated(Sys.DeadLetters);
    }

    [Fact]
    public void Terminated_comes_behind_what_the_actor_sent_even_through_a_full_mailbox()
    {
        using ManualResetEventSlim filled = new();
        List<object> seen = [];
        IActorRef watched = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            for (int i = 0; i < 64; i++)
            {
                ((IActorRef)message).Tell(i);
            }

            self.Cell.Stop(self.Cell.Self);
        }));
        IActorRef watcher = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            switch (message)
            {
                case "watch":
                    self.Cell.Watch(watched);
                    watched.Tell(self.Cell.Self);
                    filled.Wait(TimeSpan.FromSeconds(10));
                    break;
                case Terminated:
                    seen.Add("terminated");
                    TestActor.Tell("done");
                    break;
                default:
                    seen.Add(message);
                    break;
            }
        }));
        Watch(watched);
        watcher.Tell("watch");
        ExpectTerminated(watched);
        filled.Set();
        ExpectMsg("done");

        Assert.Equal([.. Enumerable.Range(0, 64).Cast<object>(), "terminated"], seen);
    }

    [Fact]
    public void Unwatch_takes_back_a_Terminated_that_is_under_way()
    {
        using ManualResetEventSlim ended = new();
        IActorRef victim = Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)));
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            switch (message)
            {
                case "watch":
                    self.Cell.Watch(victim);
                    TestActor.Tell("watching");
                    ended.Wait(TimeSpan.FromSeconds(10));
                    break;
                case "unwatch":
                    self.Cell.Unwatch(victim);
                    self.Cell.Self.Tell("end");
                    break;
                default:
                    TestActor.Tell(message);
                    break;
            }
        }));
        actor.Tell("watch");
        ExpectMsg("watching");
        actor.Tell("unwatch");
        Watch(victim);
        victim.Tell("stop");
        ExpectTerminated(victim);
        ended.Set();
        ExpectMsg("end");
        ExpectNoMsg();
    }

    [Fact]
    public void An_unhandled_Terminated_ends_the_watcher()
    {
        IActorRef victim = Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)));
        IActorRef watcher = Watch(Sys.ActorOf(Scripted.Props((self, message) =>
        {
            if (message is "watch")
            {
                self.Cell.Watch(victim);
                victim.Tell("stop");
            }
            else
            {
                self.Pass(message);
            }
        })));
        watcher.Tell("watch");
        ExpectTerminated(watcher);
        Assert.Contains(Observer.Failures, failure => failure.Cause is DeathPactException);
    }

    [Fact]
    public void Stopping_a_parent_stops_its_children_first()
    {
        IActorRef parent = Sys.ActorOf(Props.Create(() => new Supervisor(
            SupervisorStrategy.DefaultStrategy, Props.Create(() => new EchoActor(TestActor)))));
        ExpectMsg("PreStart");
        parent.Tell("child", TestActor);
        IActorRef child = Watch(ExpectMsg<IActorRef>());
        TestProbe other = CreateTestProbe();
        other.Watch(parent);
        Sys.Stop(parent);

        ExpectMsg("PostStop");
        ExpectTerminated(child);
        other.ExpectTerminated(parent);
    }

    [Fact]
    public void Names_are_checked_and_free_again_after_the_end()
    {
        IActorRef first = Watch(Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), "name"));
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), "name"));
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), "a/b"));
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), "$a"));
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), string.Empty));
        Sys.Stop(first);
        ExpectTerminated(first);
        AwaitAssert(() => Sys.ActorOf(Props.Create(() => new EchoActor(ActorRefs.Nobody)), "name"));
    }

    [Fact]
    public void An_actor_is_made_by_ActorOf_only()
    {
        Assert.Throws<ActorInitializationException>(() => new Counter());
    }

    [Fact]
    public void What_a_receive_actor_does_not_list_is_unhandled()
    {
        IActorRef counter = Sys.ActorOf(Props.Create<Counter>());
        counter.Tell(2);
        counter.Tell("nonsense", TestActor);
        counter.Tell("get", TestActor);

        ExpectMsg(2);
        Assert.Equal("nonsense", Observer.UnhandledMessages.Single().Message);
        Assert.Equal(1, Sys.Metrics.Read(Metric.Unhandled));
    }

    [Fact]
    public void Behaviours_are_replaced_stacked_and_taken_back()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            self.From.Tell($"first {message}");
            self.Switch(second =>
            {
                self.From.Tell($"second {second}");
                self.Push(third =>
                {
                    self.From.Tell($"third {third}");
                    self.Pop();
                });
            });
        }));
        for (int i = 0; i < 4; i++)
        {
            actor.Tell(i, TestActor);
        }

        ExpectMsg("first 0");
        ExpectMsg("second 1");
        ExpectMsg("third 2");
        ExpectMsg("second 3");
    }

    [Fact]
    public void Stashed_messages_come_back_in_front_and_in_order()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            if (message is "open")
            {
                self.Stash.UnstashAll();
                self.Switch(later => self.From.Tell(later));
            }
            else
            {
                self.Stash.Stash();
            }
        }));
        using ManualResetEventSlim gate = new();
        actor.Tell(1, TestActor);
        actor.Tell(2, TestActor);
        actor.Tell("open", TestActor);
        actor.Tell(3, TestActor);

        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void A_stash_has_a_limit_and_its_rest_ends_as_dead_letters()
    {
        IActorRef actor = Watch(Sys.ActorOf(Scripted.Props((self, message) => self.Stash.Stash())));
        for (int i = 0; i < 64; i++)
        {
            actor.Tell(i);
        }

        Sys.Stop(actor);
        ExpectTerminated(actor);
        AwaitAssert(() => Assert.Equal(64, Observer.DeadLetters.Count));

        IActorRef full = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            for (int i = 0; i < 65; i++)
            {
                self.Stash.Stash();
            }
        }));
        full.Tell("x");
        AwaitAssert(() => Assert.Contains(Observer.Failures, failure => failure.Cause is StashOverflowException));
    }

    [Fact]
    public void What_a_full_mailbox_refuses_is_a_counted_dead_letter()
    {
        using ManualResetEventSlim gate = new();
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            if (message is "block")
            {
                TestActor.Tell("blocked");
                gate.Wait(TimeSpan.FromSeconds(10));
            }
            else if (message is 63)
            {
                TestActor.Tell("last");
            }
        }));
        actor.Tell("block");
        ExpectMsg("blocked");
        for (int i = 0; i < 70; i++)
        {
            actor.Tell(i);
        }

        Assert.Equal(6, Sys.Metrics.Read(Metric.MailboxFull));
        Assert.Equal([64, 65, 66, 67, 68, 69], Observer.DeadLetters.Select(letter => (int)letter.Message));
        gate.Set();
        ExpectMsg("last");
    }

    [Fact]
    public async Task Ask_gives_the_answer_the_failure_or_the_timeout()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            switch (message)
            {
                case "fail":
                    self.From.Tell(new Status.Failure(new FormatException()));
                    break;
                case "silent":
                    break;
                default:
                    self.From.Tell(message);
                    self.From.Tell("again");
                    break;
            }
        }));

        Assert.Equal(7, await actor.Ask<int>(7));
        AwaitAssert(() => Assert.Equal("again", Observer.DeadLetters.Single().Message));
        await Assert.ThrowsAsync<FormatException>(() => actor.Ask<int>("fail"));
        await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<int>("text"));
        await Assert.ThrowsAsync<ArgumentException>(() => ActorRefs.Nobody.Ask<int>(1));

        Task<int> late = actor.Ask<int>("silent", TimeSpan.FromSeconds(3));
        AwaitCondition(() => Clock.ArmedTimers > 0);
        Clock.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<AskTimeoutException>(() => late);

        using CancellationTokenSource cancel = new();
        Task<int> cancelled = actor.Ask<int>("silent", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public async Task PipeTo_brings_results_and_failures_as_messages()
    {
        await Task.FromResult(5).PipeTo(TestActor);
        ExpectMsg(5);
        await Task.FromException<int>(new FormatException()).PipeTo(TestActor);
        Assert.IsType<FormatException>(ExpectMsg<Status.Failure>().Cause);
        await Task.FromResult(5).PipeTo(TestActor, success: value => value + 1);
        ExpectMsg(6);
    }

    [Fact]
    public void Receive_timeout_measures_silence_and_begins_anew_with_each_message()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            if (message is "set")
            {
                self.Cell.SetReceiveTimeout(TimeSpan.FromSeconds(10));
            }

            TestActor.Tell(message);
        }));

        // What comes behind a message finds it handled to its end, and stands behind a timeout that was due.
        Do(actor, "set");
        Do(actor, new Aside());
        Clock.Advance(TimeSpan.FromSeconds(9));
        Do(actor, "more");
        Do(actor, new Aside());
        Clock.Advance(TimeSpan.FromSeconds(9));
        Do(actor, new Aside());
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg<ReceiveTimeout>();
    }

    [Fact]
    public void Timers_fire_repeat_replace_and_cancel()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            switch (message)
            {
                case "once":
                    self.Timers.StartSingleTimer("key", "tick", TimeSpan.FromSeconds(1));
                    break;
                case "often":
                    self.Timers.StartPeriodicTimer("key", "tock", TimeSpan.FromSeconds(1));
                    break;
                case "cancel":
                    self.Timers.Cancel("key");
                    break;
                case "active":
                    self.From.Tell(self.Timers.IsTimerActive("key"));
                    return;
            }

            TestActor.Tell(message);
        }));
        Do(actor, "once");
        Do(actor, "often");
        Clock.Advance(TimeSpan.FromSeconds(2));
        ExpectMsg("tock");
        ExpectMsg("tock");
        Do(actor, "cancel");
        Clock.Advance(TimeSpan.FromSeconds(2));
        actor.Tell("active", TestActor);
        ExpectMsg(false);
        Do(actor, "once");
        Clock.Advance(TimeSpan.FromSeconds(5));
        ExpectMsg("tick");
        actor.Tell("active", TestActor);
        ExpectMsg(false);
    }

    [Fact]
    public void Nothing_of_a_cancelled_timer_arrives_even_if_it_has_fired()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            if (message is "start")
            {
                self.Timers.StartSingleTimer("key", "late", TimeSpan.FromSeconds(1));
                Clock.Advance(TimeSpan.FromSeconds(1));
                self.Timers.Cancel("key");
            }

            TestActor.Tell(message);
        }));
        actor.Tell("start");
        ExpectMsg("start");

        // What has fired stands before this in the mailbox.
        actor.Tell("end");
        ExpectMsg("end");
    }

    [Fact]
    public void Nothing_of_a_replaced_timer_arrives_even_if_it_has_fired()
    {
        IActorRef actor = Sys.ActorOf(Scripted.Props((self, message) =>
        {
            if (message is "start")
            {
                self.Timers.StartSingleTimer("key", "old", TimeSpan.FromSeconds(1));
                Clock.Advance(TimeSpan.FromSeconds(1));
                self.Timers.StartSingleTimer("key", "new", TimeSpan.FromSeconds(1));
            }

            TestActor.Tell(message);
        }));
        actor.Tell("start");
        ExpectMsg("start");

        // What has fired stands before this in the mailbox.
        actor.Tell("end");
        ExpectMsg("end");
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("new");
    }

    [Fact]
    public void The_scheduler_tells_later_and_can_be_called_off()
    {
        ICancelable often = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.Zero, TimeSpan.FromSeconds(1), TestActor, "often", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(2), TestActor, "once", ActorRefs.NoSender);
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("often");
        ExpectMsg("often");
        often.Cancel();
        Assert.True(often.IsCancellationRequested);
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("once");
        Assert.False(HasMessages);
        Assert.Equal(0, Clock.ArmedTimers);
    }

    [Fact]
    public void No_two_messages_of_one_actor_at_once_and_none_lost()
    {
        int inside = 0;
        int overlaps = 0;
        long handled = 0;
        IActorRef[] actors = [.. Enumerable.Range(0, 4).Select(_ => Sys.ActorOf(Scripted.Props((_, _) =>
        {
            if (Interlocked.Increment(ref inside) > 4)
            {
                Interlocked.Increment(ref overlaps);
            }

            Interlocked.Increment(ref handled);
            Interlocked.Decrement(ref inside);
        })))];
        Threaded.Run(4, thread =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                actors[(i + thread) % 4].Tell(i);
            }
        });

        Eventually.True(() => Volatile.Read(ref handled) + Sys.Metrics.Read(Metric.MailboxFull) == 80_000, "every message is handled or counted as refused");
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public void Single_messages_never_wait_for_a_lost_wakeup()
    {
        long sum = 0;
        IActorRef actor = Sys.ActorOf(Scripted.Props((_, message) => Volatile.Write(ref sum, (int)message)));
        SpinWait spin = default;
        for (int i = 1; i <= 50_000; i++)
        {
            actor.Tell(i);
            long start = TimeProvider.System.GetTimestamp();
            while (Volatile.Read(ref sum) != i)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10), $"message {i} was not handled");
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    [Fact]
    public void A_pinned_actor_has_a_thread_of_its_own_with_its_name()
    {
        IActorRef actor = Watch(Sys.ActorOf(
            Scripted.Props((self, _) => self.From.Tell((Thread.CurrentThread.Name, Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread)))
                .WithDispatcher(Dispatchers.PinnedDispatcherId),
            "pinned"));
        actor.Tell(1, TestActor);
        actor.Tell(2, TestActor);
        var first = ExpectMsg<(string?, int, bool)>();
        Assert.Equal(first, ExpectMsg<(string?, int, bool)>());
        Assert.Equal(("pinned", false), (first.Item1, first.Item3));

        Sys.Stop(actor);
        ExpectTerminated(actor);
        actor.Tell(3);
        AwaitAssert(() => Assert.Contains(Observer.DeadLetters, letter => letter.Message is 3));
        CreateTestProbe().Watch(actor);
    }

    [Fact]
    public void An_unknown_dispatcher_is_refused_where_the_actor_is_made()
    {
        Assert.Throws<HoconException>(() => Sys.ActorOf(Props.Create<Counter>().WithDispatcher("pelikan.actor.no-dispatcher")));
    }

    [Fact]
    public async Task Disposing_the_system_ends_every_actor_and_timer()
    {
        IActorRef actor = Watch(Sys.ActorOf(Props.Create<Counter>()));
        Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), actor, 1, ActorRefs.NoSender);
        Sys.Dispose();
        ExpectTerminated(actor);
        await Sys.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, Clock.ArmedTimers);
        Assert.Equal(0, Sys.Metrics.Read(Metric.Current));
        Assert.Throws<InvalidOperationException>(() => Sys.ActorOf(Props.Create<Counter>()));
    }

    private void Do(IActorRef actor, object message)
    {
        actor.Tell(message);
        ExpectMsg(message);
    }

    private sealed record Aside : INotInfluenceReceiveTimeout;
}
