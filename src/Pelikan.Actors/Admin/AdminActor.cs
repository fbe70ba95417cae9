using System;
using Pelikan.Actors.Messages;

namespace Pelikan.Actors.Admin;

/// <summary>
/// Answers operators: metrics, reset, flush, shutdown. Drives the registry's window; whoever must not wait for an actor reads
/// the registry itself.
/// </summary>
public sealed class AdminActor : ReceiveActor, IWithTimers
{
    private readonly MetricRegistry _registry;
    private readonly TimeSpan _sliceInterval;

    private AdminActor(MetricRegistry registry, INodeRequests requests, TimeSpan sliceInterval)
    {
        _registry = registry;
        _sliceInterval = sliceInterval;
        Receive<SliceTick>(_ => registry.TakeSlice());
        Receive<GetMetrics>(get => Sender.Tell(get.SinceReset ? registry.ReadSinceReset() : registry.Read()));
        Receive<ResetStats>(_ =>
        {
            registry.ResetBaseline();
            Sender.Tell(new StatsWereReset());
        });
        Receive<FlushAll>(flush => _ = requests.FlushAll().PipeTo(Sender, Self, static done => new FlushedAll()));
        Receive<RequestShutdown>(_ =>
        {
            Sender.Tell(new ShutdownBegun());
            requests.BeginShutdown();
        });
    }

    public ITimerScheduler Timers { get => field ?? throw new InvalidOperationException("timers are set before PreStart"); set; }

    public static Props Props(MetricRegistry registry, INodeRequests requests, TimeSpan sliceInterval) =>
        ActorProps.Create(() => new AdminActor(registry, requests, sliceInterval));

    protected override void PreStart()
    {
        _registry.TakeSlice();
        Timers.StartPeriodicTimer("slice", new SliceTick(), _sliceInterval);
    }
}
