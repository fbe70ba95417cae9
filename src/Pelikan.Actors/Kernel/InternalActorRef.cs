namespace Pelikan.Actors.Kernel;

/// <summary>What the kernel asks of a reference beyond <see cref="IActorRef"/>.</summary>
internal abstract class InternalActorRef : IActorRef
{
    protected InternalActorRef(ActorPath path, ActorSystem system)
    {
        Path = path;
        System = system;
    }

    public ActorPath Path { get; }

    public ActorSystem System { get; }

    public abstract void Tell(object message, IActorRef? sender);

    /// <summary>Send a message of the kernel's own: never refused, handled before user messages.</summary>
    public abstract void SendSystem(SystemMessage message);

    public override string ToString() => $"[{Path}]";
}

/// <summary>The reference of an actor in this process.</summary>
internal sealed class LocalActorRef : InternalActorRef
{
    public LocalActorRef(ActorPath path, ActorSystem system, Props props, InternalActorRef parent)
        : base(path, system) => Cell = new ActorCell(system, props, this, parent);

    public ActorCell Cell { get; }

    public override void Tell(object message, IActorRef? sender) => Cell.Mailbox.Post(new Envelope(message, sender));

    public override void SendSystem(SystemMessage message) => Cell.Mailbox.PostSystem(message);
}
