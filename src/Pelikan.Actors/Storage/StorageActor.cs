using System;
using Pelikan.Actors.Messages;

namespace Pelikan.Actors.Storage;

/// <summary>
/// Looks after one partition: at a steady pace, and at once when a worker signals pressure. While it is away after a failure, workers
/// free what they need themselves.
/// </summary>
public sealed class StorageActor : UntypedActor, IWithTimers
{
    private readonly ShardOwnership _shard;
    private readonly INodeClock _clock;
    private readonly TimeSpan _interval;

    private StorageActor(ShardOwnership shard, INodeClock clock, TimeSpan interval)
    {
        _shard = shard;
        _clock = clock;
        _interval = interval;
    }

    public ITimerScheduler Timers { get => field ?? throw new InvalidOperationException("timers are set before PreStart"); set; }

    public static Props Props(ShardOwnership shard, INodeClock clock, TimeSpan interval) =>
        ActorProps.Create(() => new StorageActor(shard, clock, interval));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("maintenance", new MaintenanceTick(), _interval);
        _shard.Pressure.SendTo(Self);
    }

    protected override void PostStop() => _shard.Pressure.Disconnect();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case MaintenanceTick:
                Maintain();
                break;
            case PressureSignalled:
                _shard.Count(ShardOwnership.Counter.Pressure);
                Maintain();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Maintain()
    {
        // Also on a regular tick: a signal that found the mailbox full must not silence all later ones.
        _shard.Pressure.Clear();
        _shard.Count(ShardOwnership.Counter.EventLoop);
        _shard.Count(ShardOwnership.Counter.SegmentFreed, _shard.Partition.Maintain(_clock.Now));
    }
}
