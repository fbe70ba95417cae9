using System;
using System.Threading;
using Pelikan.Actors.Storage;
using Pelikan.Actors.Tests.Kernel;
using Pelikan.Storage;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Storage;

public sealed class StorageActorTests : Pelikan.TestKit.TestKit, INodeClock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakePartition _partition = new();
    private readonly ShardOwnership _shard;

    public StorageActorTests() => _shard = new ShardOwnership(0, _partition);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _shard.Dispose();
        _partition.Dispose();
    }

    Instant INodeClock.Now => new((long)Clock.Elapsed.TotalMilliseconds);

    [Fact]
    public void A_partition_is_looked_after_at_a_steady_pace()
    {
        Start();
        for (int i = 1; i <= 3; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Equal(new Instant(100 * i), Taken());
        }

        AwaitAssert(() => Assert.Equal((3, 0, 9), Counts()));
    }

    [Fact]
    public void Pressure_is_answered_at_once()
    {
        Start();
        _partition.RaisePressure();
        Assert.Equal(new Instant(0), Taken());
        AwaitAssert(() => Assert.Equal((1, 1, 3), Counts()));
    }

    [Fact]
    public void Any_amount_of_pressure_is_one_message_and_none_is_lost()
    {
        using SemaphoreSlim entered = new(0);
        using SemaphoreSlim go = new(0);
        _partition.During = () =>
        {
            entered.Release();
            go.Wait(Patience);
        };
        Start();
        _partition.RaisePressure();
        Assert.True(entered.Wait(Patience));

        // The first is being handled: all of these together are one more.
        Threaded.Run(2, _ =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                _partition.RaisePressure();
            }
        });
        go.Release(2);
        Taken();
        Taken();
        AwaitAssert(() => Assert.Equal(2, Counts().Pressures));
        Assert.False(_partition.Maintained.TryTake(out _, QuietTime));
    }

    [Fact]
    public void Raising_pressure_allocates_nothing_on_the_workers_thread()
    {
        PressureSignal signal = new();
        signal.Raise();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            signal.Raise();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void After_a_crash_the_actor_comes_back_and_the_partition_has_stayed()
    {
        _partition.FailuresLeft = 1;
        IActorRef supervisor = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnFailure(
            StorageActor.Props(_shard, this, Settings.MaintenanceInterval), "actor", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), 0, -1)));
        WaitForTimers(2);
        _partition.RaisePressure();
        Taken();
        AwaitAssert(() => Assert.Equal(1, this.Restarts(supervisor)));
        Assert.False(_partition.Disposed);

        Clock.Advance(TimeSpan.FromSeconds(1));
        AwaitAssert(() =>
        {
            Clock.Advance(Settings.MaintenanceInterval);
            Assert.True(_partition.Maintained.TryTake(out _));
        });
        _partition.RaisePressure();
        Taken();
        Assert.Equal(0, _partition.Overlaps);
    }

    private void Start()
    {
        Sys.ActorOf(StorageActor.Props(_shard, this, Settings.MaintenanceInterval));
        WaitForTimers(1);

        // The signal is connected after the timer is armed; a message behind both says that PreStart is over.
        AwaitAssert(() => Assert.True(_shard.Pressure.IsConnected));
    }

    private void WaitForTimers(int count) => AwaitAssert(() => Assert.Equal(count, Clock.ArmedTimers));

    private Instant Taken()
    {
        Assert.True(_partition.Maintained.TryTake(out Instant now, Patience));
        return now;
    }

    private (long Loops, long Pressures, long Freed) Counts()
    {
        long[] values = new long[_shard.Metrics.Count];
        _shard.Read(values);
        return (values[0], values[1], values[2]);
    }
}
