using System;
using System.Collections.Generic;
using System.Threading;

namespace Pelikan.Actors.Kernel;

/// <summary>An actor's own timers, each under a key: a timer set again replaces the one before, and all end with the actor.</summary>
public interface ITimerScheduler
{
    /// <summary>Send this actor <paramref name="msg"/> once. Nothing of a timer that is replaced or cancelled arrives any more.</summary>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Send this actor <paramref name="msg"/> again and again, the first time after one interval.</summary>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}

/// <summary>An actor with timers; the kernel sets them before PreStart.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}

/// <summary>The timers of one instance of an actor. Only on the actor's thread; the firings are messages.</summary>
internal sealed class TimerScheduler : ITimerScheduler
{
    private readonly Dictionary<object, ActiveTimer> _active = [];
    private readonly TimeProvider _time;
    private readonly IActorRef _self;
    private long _generation;

    public TimerScheduler(TimeProvider time, IActorRef self)
    {
        _time = time;
        _self = self;
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, Timeout.InfiniteTimeSpan);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) => Start(key, msg, initialDelay, interval);

    public bool IsTimerActive(object key) => _active.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_active.Remove(key, out ActiveTimer? timer))
        {
            timer.Source.Dispose();
        }
    }

    public void CancelAll()
    {
        foreach (ActiveTimer timer in _active.Values)
        {
            timer.Source.Dispose();
        }

        _active.Clear();
    }

    /// <summary>The message of a firing, or null where its timer was replaced or cancelled while the firing was under way.</summary>
    internal object? Take(Fired fired)
    {
        if (fired.Owner != this || !_active.TryGetValue(fired.Key, out ActiveTimer? timer) || timer.Generation != fired.Generation)
        {
            return null;
        }

        if (!timer.Repeats)
        {
            Cancel(fired.Key);
        }

        return timer.Message;
    }

    private void Start(object key, object msg, TimeSpan delay, TimeSpan interval)
    {
        Cancel(key);
        Fired fired = new(this, key, ++_generation);
        ITimer source = _time.CreateTimer(_ => _self.Tell(fired, ActorRefs.NoSender), null, delay, interval);
        _active.Add(key, new ActiveTimer(source, msg, fired.Generation, interval != Timeout.InfiniteTimeSpan));
    }

    /// <summary>The message a timer sends; the actor sees the timer's own message in its place.</summary>
    internal sealed record Fired(TimerScheduler Owner, object Key, long Generation) : INotInfluenceReceiveTimeout;

    private sealed record ActiveTimer(ITimer Source, object Message, long Generation, bool Repeats);
}
