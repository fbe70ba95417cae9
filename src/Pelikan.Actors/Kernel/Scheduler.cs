using System;
using System.Collections.Concurrent;
using System.Threading;

namespace Pelikan.Actors.Kernel;

/// <summary>Something that can be called off.</summary>
public interface ICancelable
{
    bool IsCancellationRequested { get; }

    void Cancel();
}

/// <summary>Sends messages later, by the system's clock.</summary>
public interface IScheduler
{
    DateTimeOffset Now { get; }

    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    ICancelable ScheduleTellOnceCancelable(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    ICancelable ScheduleTellRepeatedlyCancelable(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender);
}

/// <summary>The scheduler over a <see cref="TimeProvider"/>. What is still to come ends with the system.</summary>
internal sealed class Scheduler : IScheduler
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Pending, byte> _pending = new();

    public Scheduler(TimeProvider time) => _time = time;

    public DateTimeOffset Now => _time.GetUtcNow();

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnceCancelable(delay, receiver, message, sender);

    public ICancelable ScheduleTellOnceCancelable(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        Start(delay, Timeout.InfiniteTimeSpan, receiver, new Envelope(message, sender));

    public ICancelable ScheduleTellRepeatedlyCancelable(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        Start(initialDelay, interval, receiver, new Envelope(message, sender));

    /// <summary>Call everything off.</summary>
    public void CancelAll()
    {
        foreach (Pending pending in _pending.Keys)
        {
            pending.Cancel();
        }
    }

    private Pending Start(TimeSpan delay, TimeSpan interval, ICanTell receiver, Envelope envelope)
    {
        Pending pending = new(this, receiver, envelope, once: interval == Timeout.InfiniteTimeSpan);
        _pending.TryAdd(pending, 0);
        pending.Start(_time, delay, interval);
        return pending;
    }

    private sealed class Pending : ICancelable
    {
        private readonly Scheduler _owner;
        private readonly ICanTell _receiver;
        private readonly Envelope _envelope;
        private readonly bool _once;
        private readonly Lock _gate = new();
        private ITimer? _timer;
        private bool _cancelled;

        public Pending(Scheduler owner, ICanTell receiver, Envelope envelope, bool once)
        {
            _owner = owner;
            _receiver = receiver;
            _envelope = envelope;
            _once = once;
        }

        public bool IsCancellationRequested
        {
            get
            {
                lock (_gate)
                {
                    return _cancelled;
                }
            }
        }

        public void Start(TimeProvider time, TimeSpan delay, TimeSpan interval)
        {
            lock (_gate)
            {
                if (!_cancelled)
                {
                    _timer = time.CreateTimer(_ => Fire(), null, delay, interval);
                }
            }
        }

        public void Cancel()
        {
            lock (_gate)
            {
                _cancelled = true;
                _timer?.Dispose();
            }

            _owner._pending.TryRemove(this, out _);
        }

        private void Fire()
        {
            lock (_gate)
            {
                if (_cancelled)
                {
                    return;
                }
            }

            _receiver.Tell(_envelope.Message, _envelope.Sender);
            if (_once)
            {
                Cancel();
            }
        }
    }
}
