using System;
using System.Threading;
using System.Threading.Tasks;

namespace Pelikan.Actors.Kernel;

/// <summary>Requests whose answer is a task. For the edges of the actor system; actors themselves tell.</summary>
public static class Futures
{
    /// <summary>
    /// Send a message and await the first answer. Without a timeout the settings' <c>pelikan.actor.ask-timeout</c> holds.
    /// </summary>
    /// <exception cref="AskTimeoutException">No answer came in time.</exception>
    /// <exception cref="ArgumentException">The answer is of another type.</exception>
    /// <remarks>An answer of <see cref="Status.Failure"/> throws its cause.</remarks>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?)"/>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <inheritdoc cref="Ask{T}(ICanTell, object, TimeSpan?)"/>
    public static async Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (self is not InternalActorRef receiver)
        {
            throw new ArgumentException("only an actor of an actor system can be asked", nameof(self));
        }

        TimeSpan limit = timeout ?? receiver.System.Settings.AskTimeout;
        AskRef answer = new(receiver);
        receiver.Tell(message, answer);
        object result;
        try
        {
            result = await answer.Answer.WaitAsync(limit, receiver.System.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new AskTimeoutException($"{receiver.Path} has not answered {message.GetType().Name} within {limit}");
        }

        return result switch
        {
            T expected => expected,
            Status.Failure failure => throw failure.Cause,
            _ => throw new ArgumentException($"{receiver.Path} answered {message.GetType().Name} with {result.GetType().Name}, not {typeof(T).Name}"),
        };
    }

    /// <summary>The sender of one request: takes one answer. Later ones are dead letters.</summary>
    private sealed class AskRef : InternalActorRef
    {
        private readonly TaskCompletionSource<object> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AskRef(InternalActorRef receiver)
            : base(receiver.System.NextTemporaryPath(), receiver.System)
        {
        }

        public Task<object> Answer => _answer.Task;

        public override void Tell(object message, IActorRef? sender)
        {
            if (!_answer.TrySetResult(message))
            {
                System.Undeliverable(new Envelope(message, sender), this, full: false);
            }
        }

        public override void SendSystem(SystemMessage message)
        {
            // Nobody watches or stops the sender of a request.
        }
    }
}
