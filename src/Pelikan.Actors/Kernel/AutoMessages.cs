using System;

namespace Pelikan.Actors.Kernel;

/// <summary>A message that does not count as activity for <see cref="ReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout
{
}

/// <summary>Stops the receiver once the messages before it are handled.</summary>
public sealed class PoisonPill
{
    public static readonly PoisonPill Instance = new();

    private PoisonPill()
    {
    }
}

/// <summary>Makes the receiver throw <see cref="ActorKilledException"/>, for its supervisor to decide on.</summary>
public sealed class Kill
{
    public static readonly Kill Instance = new();

    private Kill()
    {
    }
}

/// <summary>No message has come for as long as <see cref="IActorContext.SetReceiveTimeout"/> allows.</summary>
public sealed class ReceiveTimeout
{
    public static readonly ReceiveTimeout Instance = new();

    private ReceiveTimeout()
    {
    }
}

/// <summary>A watched actor has ended. Comes once, behind what that actor sent before. Unhandled, it ends the watcher too.</summary>
public sealed class Terminated : INotInfluenceReceiveTimeout
{
    internal Terminated(IActorRef actor) => ActorRef = actor;

    public IActorRef ActorRef { get; }

    public override string ToString() => $"<Terminated>: {ActorRef}";
}

/// <summary>Replies that say how a request ended. Ask turns <see cref="Failure"/> into its exception.</summary>
public abstract class Status
{
    private Status()
    {
    }

    public sealed class Success(object value) : Status
    {
        // The field's name for the value of a success is Status.
        public object Status { get; } = value;
    }

    public sealed class Failure(Exception cause) : Status
    {
        public Exception Cause { get; } = cause;

        public override string ToString() => $"Failure: {Cause}";
    }
}

/// <summary>A message that reached nobody: its receiver has ended, or its mailbox is full.</summary>
public sealed class DeadLetter
{
    internal DeadLetter(object message, IActorRef? sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    public object Message { get; }

    public IActorRef? Sender { get; }

    public IActorRef Recipient { get; }

    public override string ToString() => $"DeadLetter from {Sender} to {Recipient}: <{Message}>";
}
