using System;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// The life of one actor: making, failing, restarting, ending. Only on the actor's thread.
/// <code>
///   New ──create──► Running ──terminate──► Ending ──last child ended──► Ended
///                    │    ▲                  ▲
///             recreate    │ last stopping    │ terminate
///                    ▼    │ child ended      │
///                   Restarting ──────────────┘
/// </code>
/// </summary>
internal sealed class Lifecycle
{
    private readonly ActorCell _cell;
    private State _state = State.New;
    private Exception? _restartCause;
    private object? _failedMessage;
    private int _suspensions;

    // The actor has thrown and its supervisor has not decided yet; counted once in the suspensions.
    private bool _awaitsDecision;

    public Lifecycle(ActorCell cell) => _cell = cell;

    private enum State
    {
        New,
        Running,
        Restarting,
        Ending,
        Ended,
    }

    /// <summary>The present instance; null before it is made, after it has ended, and where making it failed.</summary>
    public ActorBase? Actor { get; private set; }

    /// <summary>The present instance's timers, where it has any.</summary>
    public TimerScheduler? Timers { get; private set; }

    public bool IsCreating { get; private set; }

    public bool IsSuspended => _state != State.Running || _suspensions > 0;

    private SupervisorStrategy Strategy => _cell.Props.SupervisorStrategy ?? Actor?.OwnSupervisorStrategy() ?? SupervisorStrategy.DefaultStrategy;

    public void Handle(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Create when _state == State.New:
                Create();
                break;
            case SystemMessage.Suspend:
                Suspend();
                break;
            case SystemMessage.Resume:
                Resume();
                break;
            case SystemMessage.Recreate recreate when _state == State.Running:
                Recreate(recreate.Cause);
                break;
            case SystemMessage.Recreate when _state == State.Restarting:
                // One restart is enough, but its suspension must be given back.
                Resume();
                break;
            case SystemMessage.Terminate when _state is not (State.Ending or State.Ended):
                Terminate();
                break;
        }
    }

    /// <summary>The actor has thrown: wait, with all children, for the supervisor's decision.</summary>
    public void Fail(Exception cause)
    {
        _failedMessage = _cell.Envelope.Message is SystemMessage ? null : _cell.Envelope.Message;
        _cell.System.ActorFailed(_cell.Self, cause);
        if (_state == State.Running)
        {
            if (!_awaitsDecision)
            {
                _awaitsDecision = true;
                Suspend();
            }

            _cell.Parent.SendSystem(new SystemMessage.Failed(_cell.Self, cause));
        }
    }

    /// <summary>A child has thrown: decide on it.</summary>
    public void HandleFailed(SystemMessage.Failed failed)
    {
        if (_cell.Children.RestartsOf(failed.Child) is not { } restarts)
        {
            return;
        }

        Directive directive = _state == State.Running ? Strategy.Decide(failed.Cause, restarts) : Directive.Stop;
        _cell.System.Decided(failed.Child, failed.Cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                failed.Child.SendSystem(new SystemMessage.Resume());
                break;
            case Directive.Restart:
                failed.Child.SendSystem(new SystemMessage.Recreate(failed.Cause));
                break;
            case Directive.Stop:
                _cell.Stop(failed.Child);
                break;
            default:
                Fail(failed.Cause);
                break;
        }
    }

    /// <summary>A child has ended: go on where its end was waited for.</summary>
    public void ChildEnded()
    {
        if (_state == State.Restarting && !_cell.Children.AnyStopping)
        {
            FinishRecreate();
        }
        else if (_state == State.Ending && _cell.Children.Count == 0)
        {
            FinishTerminate();
        }
    }

    private void Create()
    {
        _state = State.Running;
        try
        {
            NewInstance().RunPreStart();
        }
        catch (Exception failure)
        {
            // An instance that did not start gets no PostStop.
            Release();
            throw new ActorInitializationException(_cell.Self, "exception during creation", failure);
        }
    }

    private void Suspend()
    {
        _suspensions++;
        foreach (LocalActorRef child in _cell.Children.ToArray())
        {
            child.SendSystem(new SystemMessage.Suspend());
        }
    }

    private void Resume()
    {
        _awaitsDecision = false;
        _suspensions = Math.Max(0, _suspensions - 1);
        foreach (LocalActorRef child in _cell.Children.ToArray())
        {
            child.SendSystem(new SystemMessage.Resume());
        }

        if (Actor is null && _state == State.Running)
        {
            Create();
        }
    }

    private void Recreate(Exception cause)
    {
        _restartCause = cause;
        try
        {
            Actor?.RunPreRestart(cause, _failedMessage ?? cause);
        }
        catch (Exception failure)
        {
            throw new PreRestartException(_cell.Self, failure, cause);
        }
        finally
        {
            // What is stashed is handled again by the new instance.
            Release();
        }

        _state = State.Restarting;
        ChildEnded();
    }

    private void FinishRecreate()
    {
        Exception cause = _restartCause ?? new InvalidOperationException("restarted without a cause");
        _restartCause = null;
        _state = State.Running;
        LocalActorRef[] survivors = _cell.Children.ToArray();
        try
        {
            NewInstance().RunPostRestart(cause);
        }
        catch (Exception failure)
        {
            Release();
            throw new PostRestartException(_cell.Self, failure, cause);
        }

        _awaitsDecision = false;
        _suspensions = Math.Max(0, _suspensions - 1);
        _cell.System.Metrics.Add(KernelMetrics.Metric.Restart);
        foreach (LocalActorRef survivor in survivors)
        {
            survivor.SendSystem(new SystemMessage.Recreate(cause));
        }
    }

    private void Terminate()
    {
        _state = State.Ending;
        _cell.Children.Close();
        foreach (LocalActorRef child in _cell.Children.ToArray())
        {
            _cell.Stop(child);
        }

        ChildEnded();
    }

    private void FinishTerminate()
    {
        _state = State.Ended;
        try
        {
            Actor?.RunPostStop();
        }
        catch (Exception failure)
        {
            // Nobody decides on an actor that has ended; it is reported and no more.
            _cell.System.ActorFailed(_cell.Self, failure);
        }

        Release();
        _cell.End();
    }

    private ActorBase NewInstance()
    {
        IsCreating = true;
        ActorBase actor;
        try
        {
            actor = _cell.Props.NewActor();
        }
        finally
        {
            IsCreating = false;
        }

        Actor = actor;
        (actor as ReceiveActor)?.EndConfiguration();
        if (actor is IWithTimers timed)
        {
            Timers = new TimerScheduler(_cell.System.Time, _cell.Self);
            timed.Timers = Timers;
        }

        if (actor is IActorStash stashing)
        {
            stashing.Stash = new Stash(_cell);
        }

        _cell.Begin(actor);
        return actor;
    }

    // Take leave of the present instance: its timers end, its stash goes back to the mailbox.
    private void Release()
    {
        Timers?.CancelAll();
        Timers = null;
        (Actor as IActorStash)?.Stash?.UnstashAll();
        Actor = null;
        _cell.Forget();
    }
}
