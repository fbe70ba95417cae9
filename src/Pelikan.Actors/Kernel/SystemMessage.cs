using System;

namespace Pelikan.Actors.Kernel;

/// <summary>A message of the kernel to a cell. Handled before every user message, and while an actor is suspended too.</summary>
internal abstract record SystemMessage
{
    /// <summary>Make the actor: a cell's first message.</summary>
    public sealed record Create : SystemMessage;

    /// <summary>Handle no user message until resumed: an ancestor has failed.</summary>
    public sealed record Suspend : SystemMessage;

    public sealed record Resume : SystemMessage;

    /// <summary>Replace the actor with a new instance.</summary>
    public sealed record Recreate(Exception Cause) : SystemMessage;

    /// <summary>Stop the children, then the actor.</summary>
    public sealed record Terminate : SystemMessage;

    /// <summary>Tell <paramref name="Watcher"/> when the receiver has ended; at once if it has.</summary>
    public sealed record Watch(InternalActorRef Watcher) : SystemMessage;

    public sealed record Unwatch(InternalActorRef Watcher) : SystemMessage;

    /// <summary>A child or a watched actor has ended.</summary>
    public sealed record Ended(InternalActorRef Actor) : SystemMessage;

    /// <summary>A child has thrown and waits for its supervisor's decision.</summary>
    public sealed record Failed(LocalActorRef Child, Exception Cause) : SystemMessage;
}
