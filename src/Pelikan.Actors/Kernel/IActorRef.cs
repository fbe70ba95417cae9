namespace Pelikan.Actors.Kernel;

/// <summary>Something a message can be sent to.</summary>
public interface ICanTell
{
    /// <summary>Send a message and go on. What cannot be delivered goes to the dead letters.</summary>
    void Tell(object message, IActorRef? sender);
}

/// <summary>The handle of an actor: all that others know of it. Stays valid after the actor has stopped.</summary>
public interface IActorRef : ICanTell
{
    ActorPath Path { get; }
}

/// <summary>References that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>The sender of a message that comes from outside every actor.</summary>
    public static readonly IActorRef? NoSender;

    /// <summary>Takes messages and forgets them; what a search answers that found no actor.</summary>
    public static readonly IActorRef Nobody = new NobodyRef();

    private sealed class NobodyRef : IActorRef
    {
        public ActorPath Path { get; } = ActorPath.Root("none").Child("nobody");

        public void Tell(object message, IActorRef? sender)
        {
        }
    }
}

/// <summary>Tell and Forward with the sender taken from the actor that runs on this thread.</summary>
public static class ActorRefImplicitSenderExtensions
{
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Pass a message on as if its own sender had sent it here.</summary>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Sender);

    public static bool IsNobody(this IActorRef? reference) => reference is null || ReferenceEquals(reference, ActorRefs.Nobody);
}
