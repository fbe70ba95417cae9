using System;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// An actor: state that one thread at a time touches, changed by messages. Made by <see cref="IActorRefFactory.ActorOf"/> only.
/// </summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;

    protected ActorBase() => _cell = ActorCell.Current is { IsCreating: true } cell
        ? cell
        : throw new ActorInitializationException($"{GetType().Name} is an actor: make it with ActorOf, not with new");

    protected IActorRef Self => _cell.Self;

    protected IActorRef Sender => _cell.Sender;

    /// <exception cref="NotSupportedException">No actor runs on this thread, as in a continuation of a task.</exception>
    protected static IActorContext Context => ActorCell.Current
        ?? throw new NotSupportedException("there is no active actor context: code behind a task belongs to no actor; send it a message");

    /// <summary>The behaviour of a new instance.</summary>
    internal abstract Receive InitialBehaviour { get; }

    internal SupervisorStrategy OwnSupervisorStrategy() => SupervisorStrategy();

    internal void RunPreStart() => PreStart();

    internal void RunPostStop() => PostStop();

    internal void RunPreRestart(Exception reason, object message) => PreRestart(reason, message);

    internal void RunPostRestart(Exception reason) => PostRestart(reason);

    internal void RunUnhandled(object message) => Unhandled(message);

    /// <summary>Decides on failures of this actor's children.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Kernel.SupervisorStrategy.DefaultStrategy;

    /// <summary>Before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message, once the children have ended.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>On the instance that failed, before it is replaced. Stops the children and runs PostStop, unless overridden.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (IActorRef child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>On the new instance, before its first message. Runs PreStart, unless overridden.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>A message that the present behaviour does not know.</summary>
    /// <exception cref="DeathPactException">The message is <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }

        _cell.System.Unhandled(message, Self);
    }
}
