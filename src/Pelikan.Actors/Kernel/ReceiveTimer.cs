using System;
using System.Threading;

namespace Pelikan.Actors.Kernel;

/// <summary>Measures an actor's silence for <see cref="IActorContext.SetReceiveTimeout"/>. Only on the actor's thread.</summary>
internal sealed class ReceiveTimer
{
    private readonly TimeProvider _time;
    private readonly IActorRef _self;
    private ITimer? _timer;
    private long _generation;

    public ReceiveTimer(TimeProvider time, IActorRef self)
    {
        _time = time;
        _self = self;
    }

    public TimeSpan? Timeout { get; private set; }

    public void Set(TimeSpan? timeout)
    {
        Timeout = timeout > TimeSpan.Zero ? timeout : null;
        Rearm();
    }

    /// <summary>Begin to measure anew; a firing that is under way is void.</summary>
    public void Rearm()
    {
        _timer?.Dispose();
        _timer = null;
        if (Timeout is { } due)
        {
            Fired fired = new(++_generation);
            _timer = _time.CreateTimer(_ => _self.Tell(fired, ActorRefs.NoSender), null, due, System.Threading.Timeout.InfiniteTimeSpan);
        }
    }

    public bool IsCurrent(Fired fired) => _timer is not null && fired.Generation == _generation;

    /// <summary>The message a timer sends; the actor sees <see cref="ReceiveTimeout"/> in its place.</summary>
    internal sealed record Fired(long Generation);
}
