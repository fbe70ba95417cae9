using System;
using System.Threading.Tasks;

namespace Pelikan.Actors.Kernel;

/// <summary>Brings the end of a task into an actor, as a message.</summary>
public static class PipeToSupport
{
    /// <summary>
    /// Send the result of a task to an actor, or <see cref="Status.Failure"/> where it fails; each through a function first
    /// where one is given.
    /// </summary>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null)
    {
        object message;
        try
        {
            T result = await taskToPipe.ConfigureAwait(false);
            message = success is null ? result! : success(result);
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        recipient.Tell(message, sender);
    }
}
