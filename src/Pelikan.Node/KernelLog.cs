using System;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node;

/// <summary>What goes wrong among the actors, in the log.</summary>
internal sealed class KernelLog(ILogger log) : IKernelObserver
{
    public void DeadLetter(DeadLetter letter) => log.LogDebug("dead letter {Message} to {Recipient}", letter.Message, letter.Recipient.Path);

    public void Unhandled(object message, IActorRef receiver) =>
        log.LogWarning("{Actor} does not know the message {Message}", receiver.Path, message);

    public void Failed(IActorRef actor, Exception cause, Directive? directive)
    {
        if (directive is null)
        {
            log.LogError(cause, "actor {Actor} failed", actor.Path);
        }
        else
        {
            log.LogInformation("actor {Actor} is dealt with: {Directive}", actor.Path, directive);
        }
    }

    public void ShutdownTaskFailed(string phase, string task, Exception cause) =>
        log.LogError(cause, "shutdown task {Task} in phase {Phase} failed", task, phase);
}
