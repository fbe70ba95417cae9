using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Pelikan.Actors.Admin;
using Pelikan.Actors.DataPlane;
using Pelikan.Actors.Guardian;
using Pelikan.Actors.Messages;
using Pelikan.Actors.Storage;
using Pelikan.Actors.Tests.DataPlane;
using Pelikan.Actors.Tests.Kernel;
using Pelikan.Actors.Tests.Storage;
using Pelikan.Storage;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Guardian;

public sealed class NodeGuardianTests : Pelikan.TestKit.TestKit, INodeClock, INodeRequests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeLoop[] _workers = [new("pelikan_work_0"), new("pelikan_work_1")];
    private readonly FakeLoop _listener = new("pelikan_listen");
    private readonly FakePartition[] _partitions = [new(), new()];
    private readonly RecordingFailure _failure = new();
    private readonly NodePlan _plan;

    public NodeGuardianTests()
        : base("pelikan.supervision { min-backoff = 1s, max-backoff = 8s, random-factor = 0, reset-after = 10m }")
    {
        _plan = new NodePlan
        {
            Settings = Settings,
            Clock = this,
            Shards = [.. _partitions.Select((partition, shard) => new ShardOwnership(shard, partition))],
            Workers = [.. _workers.Select(loop => new EventLoopHandle(loop, _failure))],
            Listeners = [new EventLoopHandle(_listener, _failure)],
            Metrics = new MetricRegistry(Clock, Settings.PercentileWindow),
            Requests = this,
        };
    }

    Instant INodeClock.Now => new(0);

    Task<Done> INodeRequests.FlushAll() => Task.FromResult(Done.Instance);

    void INodeRequests.BeginShutdown()
    {
    }

    [Fact]
    public void A_node_serves_once_every_loop_runs()
    {
        Assert.Equal(NodeState.Starting, _plan.Readiness.State);
        IActorRef guardian = Start();
        Assert.True(Array.TrueForAll(_workers, worker => worker.Entered.IsSet));
        Assert.True(_listener.Entered.Wait(Patience));
        guardian.Tell(new GetReadiness(), TestActor);
        Assert.Equal(NodeState.Serving, ExpectMsg<ReadinessReply>().State);
        End();
    }

    [Fact]
    public async Task Shutdown_drains_listeners_before_workers_and_ends_the_actors()
    {
        IActorRef guardian = Watch(Start());
        NodeShutdown.Register(CoordinatedShutdown.Get(Sys), _plan);
        CoordinatedShutdown.Get(Sys).AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "order", () =>
        {
            Assert.True(_listener.Stopped);
            return Task.FromResult(Done.Instance);
        });
        CoordinatedShutdown.Get(Sys).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "order", () =>
        {
            Assert.Equal(NodeState.Draining, _plan.Readiness.State);
            Assert.DoesNotContain(_workers, worker => worker.Stopped);
            return Task.FromResult(Done.Instance);
        });
        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Patience);

        ExpectTerminated(guardian);
        Assert.Empty(Observer.ShutdownFailures);
        Assert.Empty(_failure.Fatals);
        Assert.True(Array.TrueForAll(_workers, worker => worker.Stopped));
    }

    [Fact]
    public void A_storage_actor_that_crashes_comes_back_later_each_time_and_the_data_plane_does_not_notice()
    {
        IActorRef supervisor = (Start() as LocalActorRef)!.Cell.Child("storage-1");
        _partitions[1].FailuresLeft = 3;
        foreach (int seconds in (int[])[1, 2, 4])
        {
            int failures = Observer.Failures.Count;
            int restarts = this.Restarts(supervisor);
            _partitions[1].RaisePressure();
            AwaitAssert(() => Assert.Equal(restarts + 1, this.Restarts(supervisor)));
            Assert.Equal(failures + 2, Observer.Failures.Count);
            Assert.False(_plan.Shards[1].Pressure.IsConnected);
            Assert.True(_partitions[1].Maintained.TryTake(out _));

            Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.True(this.Child(supervisor).IsNobody());
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.False(this.Child(supervisor).IsNobody());
            AwaitAssert(() => Assert.True(_plan.Shards[1].Pressure.IsConnected));
        }

        Assert.Empty(_partitions[1].Maintained);
        _partitions[1].RaisePressure();
        Assert.True(_partitions[1].Maintained.TryTake(out _, Patience));
        Assert.All(_workers, worker => Assert.False(worker.Stopped));
        Assert.Equal(NodeState.Serving, _plan.Readiness.State);
        End();
    }

    [Fact]
    public void A_worker_that_crashes_takes_the_process_down()
    {
        Start();
        _workers[1].Crash(new FormatException());
        Assert.True(_failure.Fatals.TryTake(out (string Loop, Exception Failure) fatal, Patience));
        Assert.Equal("pelikan_work_1", fatal.Loop);
        End();
    }

    [Fact]
    public void A_guardian_that_is_replaced_adopts_the_loops_there_are()
    {
        IActorRef guardian = Start();
        (guardian as LocalActorRef)?.SendSystem(new SystemMessage.Recreate(new FormatException()));
        // The guardian and its three supervisors; the loops cannot be.
        AwaitAssert(() => Assert.Equal(4, Sys.Metrics.Read(KernelMetrics.Metric.Restart)));
        guardian.Tell(new GetReadiness(), TestActor);
        Assert.Equal(NodeState.Serving, ExpectMsg<ReadinessReply>().State);

        // The storage actors are made anew and look after the same partitions.
        AwaitAssert(() =>
        {
            _partitions[0].RaisePressure();
            Assert.True(_partitions[0].Maintained.TryTake(out _));
        });
        Assert.All(_workers, worker => Assert.Equal((1, false), (worker.Entries, worker.Stopped)));
        End();
        AwaitAssert(() => Assert.All(_plan.Workers, worker => Assert.True(worker.WhenStopped.IsCompleted)));
        Assert.All(_workers, worker => Assert.Equal(1, worker.Entries));
        Assert.Empty(_failure.Fatals);
    }

    [Fact]
    public void A_state_once_reached_is_not_left_backwards()
    {
        _plan.Readiness.Reach(NodeState.Draining);
        _plan.Readiness.Reach(NodeState.Serving);
        Assert.Equal(NodeState.Draining, _plan.Readiness.State);
        Assert.False(_plan.Readiness.IsServing);
    }

    private IActorRef Start()
    {
        IActorRef guardian = Sys.ActorOf(NodeGuardian.Props(_plan), NodeGuardian.Name);
        AwaitAssert(() => Assert.True(_plan.Readiness.IsServing));
        AwaitAssert(() => Assert.All(_plan.Shards, shard => Assert.True(shard.Pressure.IsConnected)));
        return guardian;
    }

    private void End()
    {
        foreach (EventLoopHandle loop in (ImmutableArray<EventLoopHandle>)[.. _plan.Workers, .. _plan.Listeners])
        {
            loop.Stop();
        }
    }
}
