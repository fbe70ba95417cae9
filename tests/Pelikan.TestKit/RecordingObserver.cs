using System;
using System.Collections.Concurrent;

namespace Pelikan.TestKit;

/// <summary>Keeps what an actor system reports.</summary>
public sealed class RecordingObserver : IKernelObserver
{
    public ConcurrentQueue<DeadLetter> DeadLetters { get; } = new();

    public ConcurrentQueue<(object Message, IActorRef Receiver)> UnhandledMessages { get; } = new();

    public ConcurrentQueue<(IActorRef Actor, Exception Cause, Directive? Directive)> Failures { get; } = new();

    public ConcurrentQueue<(string Phase, string Task, Exception Cause)> ShutdownFailures { get; } = new();

    public void DeadLetter(DeadLetter letter) => DeadLetters.Enqueue(letter);

    public void Unhandled(object message, IActorRef receiver) => UnhandledMessages.Enqueue((message, receiver));

    public void Failed(IActorRef actor, Exception cause, Directive? directive) => Failures.Enqueue((actor, cause, directive));

    public void ShutdownTaskFailed(string phase, string task, Exception cause) => ShutdownFailures.Enqueue((phase, task, cause));
}
