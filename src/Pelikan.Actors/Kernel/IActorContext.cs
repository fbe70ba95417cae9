using System;
using System.Collections.Generic;

namespace Pelikan.Actors.Kernel;

/// <summary>Handles a message, or answers false where it does not know it.</summary>
public delegate bool Receive(object message);

/// <summary>Makes and stops actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Make a child. Without a name it gets one of the kernel's.</summary>
    /// <exception cref="InvalidActorNameException">The name is not valid, or a living sibling has it.</exception>
    /// <exception cref="InvalidOperationException">The parent is stopping.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Stop an actor: it finishes the message at hand, then stops its children, then runs PostStop.</summary>
    void Stop(IActorRef actor);
}

/// <summary>What an actor sees of its own cell. Only on the thread that runs the actor.</summary>
public interface IActorContext : IActorRefFactory
{
    IActorRef Self { get; }

    /// <summary>Who sent the message at hand; the dead letters where nobody did.</summary>
    IActorRef Sender { get; }

    IActorRef Parent { get; }

    Props Props { get; }

    ActorSystem System { get; }

    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Receive <see cref="Terminated"/> when that actor has ended.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Watch no longer; no <see cref="Terminated"/> of that actor comes after this, not even one under way.</summary>
    IActorRef Unwatch(IActorRef subject);

    /// <summary>The child of that name, or <see cref="ActorRefs.Nobody"/>.</summary>
    IActorRef Child(string name);

    IEnumerable<IActorRef> GetChildren();

    /// <summary>Send this actor a <see cref="Kernel.ReceiveTimeout"/> whenever no message comes for so long; null ends that.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Handle messages with another behaviour, in place of the present one.</summary>
    void Become(Receive receive);

    /// <summary>Handle messages with another behaviour, on top of the present one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Go back to the behaviour below.</summary>
    void UnbecomeStacked();
}
