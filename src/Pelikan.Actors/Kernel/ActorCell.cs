using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// Everything of an actor but its class: its mailbox, children, behaviours and life. Outlives the instances that restarts
/// replace. Its mailbox sees to it that one thread at a time is in here.
/// </summary>
internal sealed class ActorCell : IActorContext
{
    [ThreadStatic]
    private static ActorCell? _current;

    private readonly Stack<Receive> _behaviours = new();
    private readonly InternalActorRef _parent;
    private readonly DeathWatch _deathWatch;
    private readonly ReceiveTimer _receiveTimer;
    private readonly Lifecycle _life;
    private Envelope _envelope;

    public ActorCell(ActorSystem system, Props props, LocalActorRef self, InternalActorRef parent)
    {
        System = system;
        Props = props;
        Self = self;
        _parent = parent;
        _deathWatch = new DeathWatch(self);
        _receiveTimer = new ReceiveTimer(system.Time, self);
        _life = new Lifecycle(this);
        system.Metrics.Add(KernelMetrics.Metric.Current);
        Mailbox = new Mailbox(this, system.Dispatchers.Lookup(props.Dispatcher), system.Settings.MailboxCapacity);
    }

    /// <summary>The cell whose actor runs on this thread.</summary>
    public static ActorCell? Current => _current;

    public ActorSystem System { get; }

    public Props Props { get; }

    public LocalActorRef Self { get; }

    public Mailbox Mailbox { get; }

    public Children Children { get; } = new();

    public InternalActorRef Parent => _parent;

    /// <summary>User messages wait: the actor or an ancestor has failed, or the actor is being replaced or ended.</summary>
    public bool IsSuspended => _life.IsSuspended;

    /// <summary>True while the actor's constructor runs.</summary>
    public bool IsCreating => _life.IsCreating;

    public Envelope Envelope => _envelope;

    public IActorRef Sender => _envelope.Sender ?? System.DeadLetters;

    public TimeSpan? ReceiveTimeout => _receiveTimer.Timeout;

    IActorRef IActorContext.Self => Self;

    IActorRef IActorContext.Parent => _parent;

    public IActorRef ActorOf(Props props, string? name = null)
    {
        if (name is not null)
        {
            ActorPath.RequireName(name);
        }

        LocalActorRef child = Children.Add(
            name, System.Time, own => new LocalActorRef(Self.Path.Child(own), System, props, Self));
        child.SendSystem(new SystemMessage.Create());
        return child;
    }

    public void Stop(IActorRef actor)
    {
        Children.MarkStopping(actor);
        (actor as InternalActorRef)?.SendSystem(new SystemMessage.Terminate());
    }

    public IActorRef Watch(IActorRef subject)
    {
        _deathWatch.Watch(subject);
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        _deathWatch.Unwatch(subject);
        return subject;
    }

    public IActorRef Child(string name) => Children.ByName(name);

    public IEnumerable<IActorRef> GetChildren() => Children.ToArray();

    public void SetReceiveTimeout(TimeSpan? timeout) => _receiveTimer.Set(timeout);

    public void Become(Receive receive)
    {
        _behaviours.TryPop(out _);
        _behaviours.Push(receive);
    }

    public void BecomeStacked(Receive receive) => _behaviours.Push(receive);

    public void UnbecomeStacked()
    {
        if (_behaviours.Count > 1)
        {
            _behaviours.Pop();
        }
    }

    /// <summary>Give the actor a user message. What it throws goes to its supervisor.</summary>
    public void Invoke(in Envelope envelope)
    {
        ActorCell? outer = _current;
        _current = this;
        _envelope = envelope;
        try
        {
            InvokeAutoReceived(envelope.Message);
        }
        catch (Exception failure)
        {
            _life.Fail(failure);
        }
        finally
        {
            _envelope = default;
            _current = outer;
        }
    }

    /// <summary>Act on a message of the kernel.</summary>
    public void Handle(SystemMessage message)
    {
        ActorCell? outer = _current;
        _current = this;
        try
        {
            switch (message)
            {
                case SystemMessage.Watch watch when Mailbox.Closed:
                    watch.Watcher.SendSystem(new SystemMessage.Ended(Self));
                    break;
                case SystemMessage.Watch watch:
                    _deathWatch.AddWatcher(watch.Watcher);
                    break;
                case SystemMessage.Unwatch unwatch:
                    _deathWatch.RemoveWatcher(unwatch.Watcher);
                    break;
                case SystemMessage.Ended ended:
                    HandleEnded(ended.Actor);
                    break;
                case SystemMessage.Failed failed:
                    _envelope = new Envelope(failed, failed.Child);
                    _life.HandleFailed(failed);
                    break;
                default:
                    _life.Handle(message);
                    break;
            }
        }
        catch (Exception failure)
        {
            _life.Fail(failure);
        }
        finally
        {
            _envelope = default;
            _current = outer;
        }
    }

    /// <summary>Begin with a new instance's first behaviour, unless its constructor has chosen another.</summary>
    public void Begin(ActorBase actor)
    {
        if (_behaviours.Count == 0)
        {
            _behaviours.Push(actor.InitialBehaviour);
        }
    }

    /// <summary>Forget what belongs to the instance: its behaviours and its receive timeout.</summary>
    public void Forget()
    {
        _behaviours.Clear();
        _receiveTimer.Set(null);
    }

    /// <summary>The actor has ended: refuse messages, tell who waits for it.</summary>
    public void End()
    {
        Debug.Assert(Children.Count == 0, "an actor ends after its children");
        Forget();
        Mailbox.Close();
        System.Metrics.Add(KernelMetrics.Metric.Current, -1);
        _deathWatch.End(_parent);
    }

    private void InvokeAutoReceived(object message)
    {
        switch (message)
        {
            case PoisonPill:
                Self.SendSystem(new SystemMessage.Terminate());
                break;
            case Kernel.Kill:
                throw new ActorKilledException($"{Self.Path} was killed");
            case Terminated terminated when !_deathWatch.TakeAnnounced(terminated.ActorRef):
                break;
            case ReceiveTimer.Fired fired:
                if (_receiveTimer.IsCurrent(fired))
                {
                    Deliver(Kernel.ReceiveTimeout.Instance);
                }

                break;
            case TimerScheduler.Fired fired:
                if (_life.Timers?.Take(fired) is { } timed)
                {
                    Deliver(timed);
                }

                break;
            default:
                Deliver(message);
                break;
        }
    }

    private void Deliver(object message)
    {
        _envelope = _envelope with { Message = message };
        try
        {
            if (!_behaviours.Peek()(message))
            {
                _life.Actor?.RunUnhandled(message);
            }
        }
        finally
        {
            if (message is not INotInfluenceReceiveTimeout)
            {
                _receiveTimer.Rearm();
            }
        }
    }

    private void HandleEnded(InternalActorRef actor)
    {
        bool wanted = _deathWatch.Announce(actor);
        Children.Remove(actor);
        if (wanted)
        {
            Mailbox.PostNotice(new Envelope(new Terminated(actor), actor));
        }

        _life.ChildEnded();
    }
}
