using System;

namespace Pelikan.Actors.Kernel;

/// <summary>An actor could not be made: its constructor or PreStart threw. Stopped by default.</summary>
public class ActorInitializationException : Exception
{
    public ActorInitializationException(IActorRef actor, string message, Exception? cause)
        : base($"{actor.Path}: {message}", cause) => Actor = actor;

    public ActorInitializationException(string message)
        : base(message)
    {
    }

    public IActorRef? Actor { get; }
}

/// <summary>An actor failed again while it was being restarted: the new instance's constructor or PostRestart threw.</summary>
public sealed class PostRestartException : ActorInitializationException
{
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, "exception after restart", cause) => OriginalCause = originalCause;

    public Exception OriginalCause { get; }
}

/// <summary>An actor's PreRestart threw while it was being restarted.</summary>
public sealed class PreRestartException : Exception
{
    public PreRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base($"{actor.Path}: exception before restart", cause) => OriginalCause = originalCause;

    public Exception OriginalCause { get; }
}

/// <summary>An actor received <see cref="Kill"/>. Stopped by default.</summary>
public sealed class ActorKilledException : Exception
{
    public ActorKilledException(string message)
        : base(message)
    {
    }
}

/// <summary>An actor that another one watches has ended, and the watcher does not handle <see cref="Terminated"/>. Stopped by default.</summary>
public sealed class DeathPactException : Exception
{
    public DeathPactException(IActorRef deadActor)
        : base($"{deadActor.Path} has ended, and its watcher does not handle Terminated") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}

/// <summary>The name is not valid, or a living sibling has it.</summary>
public sealed class InvalidActorNameException : Exception
{
    public InvalidActorNameException(string message)
        : base(message)
    {
    }
}

/// <summary>No answer came within the time of an Ask.</summary>
public sealed class AskTimeoutException : Exception
{
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}

/// <summary>More messages are stashed than the mailbox's capacity allows.</summary>
public sealed class StashOverflowException : Exception
{
    public StashOverflowException(string message)
        : base(message)
    {
    }
}
