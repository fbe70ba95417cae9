using System;

namespace Pelikan.Actors.Kernel;

/// <summary>What an actor system takes from outside beside its settings: time, randomness and somebody to tell.</summary>
public sealed record KernelSetup
{
    public required Config Config { get; init; }

    /// <summary>Every delay and timeout of the system runs on it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Spreads restarts apart. The system locks it.</summary>
    public Random Random { get; init; } = new();

    public IKernelObserver Observer { get; init; } = new SilentObserver();

    /// <summary>Takes the place of every pooled dispatcher: tests step through a system with it.</summary>
    internal MessageDispatcher? PooledDispatcher { get; init; }

    private sealed class SilentObserver : IKernelObserver
    {
        public void DeadLetter(DeadLetter letter)
        {
        }

        public void Unhandled(object message, IActorRef receiver)
        {
        }

        public void Failed(IActorRef actor, Exception cause, Directive? directive)
        {
        }

        public void ShutdownTaskFailed(string phase, string task, Exception cause)
        {
        }
    }
}
