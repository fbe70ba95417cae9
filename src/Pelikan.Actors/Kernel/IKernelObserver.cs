using System;

namespace Pelikan.Actors.Kernel;

/// <summary>Hears what goes wrong in an actor system, usually to log it. Called on any thread; must not throw or wait.</summary>
public interface IKernelObserver
{
    void DeadLetter(DeadLetter letter);

    void Unhandled(object message, IActorRef receiver);

    /// <summary>An actor has thrown. Heard twice: when it happens, without a directive, and when its supervisor has decided.</summary>
    void Failed(IActorRef actor, Exception cause, Directive? directive);

    /// <summary>A task of a coordinated shutdown has thrown, or was not done within its phase's time.</summary>
    void ShutdownTaskFailed(string phase, string task, Exception cause);
}
