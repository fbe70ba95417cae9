using System;
using System.Collections.Concurrent;

namespace Pelikan.TestKit;

/// <summary>
/// An actor that keeps what it receives, and what a test expects of that. Names and meaning are Akka.TestKit's; what is not met
/// throws <see cref="ExpectationException"/>. Times are of the real clock, also where the system runs on a manual one.
/// </summary>
public abstract class Expectations
{
    private readonly BlockingCollection<Received> _queue = [];

    /// <summary>How long an expectation waits unless told.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long the absence of a message is watched for, unless told.</summary>
    public static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(100);

    /// <summary>What receives for this probe.</summary>
    public IActorRef TestActor => Probe;

    private protected abstract ProbeRef Probe { get; }

    /// <summary>Who sent the message that was expected last.</summary>
    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>Whether a message waits to be expected.</summary>
    public bool HasMessages => _queue.Count > 0;

    /// <summary>The next message is a <typeparamref name="T"/>.</summary>
    public T ExpectMsg<T>(TimeSpan? timeout = null, string? hint = null) => Next(timeout, typeof(T).Name, hint) is T message
        ? message
        : throw Unexpected(typeof(T).Name, hint);

    /// <summary>The next message equals this one.</summary>
    public T ExpectMsg<T>(T expected, TimeSpan? timeout = null, string? hint = null)
        where T : notnull => Next(timeout, $"{expected}", hint) is T message && message.Equals(expected)
            ? message
            : throw Unexpected($"{expected}", hint);

    /// <summary>The next message is a <typeparamref name="T"/> that fits.</summary>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null) =>
        Next(timeout, typeof(T).Name, hint) is T message && isMessage(message)
            ? message
            : throw Unexpected($"a fitting {typeof(T).Name}", hint);

    /// <summary>No message comes for a while.</summary>
    public void ExpectNoMsg(TimeSpan? duration = null)
    {
        if (_queue.TryTake(out Received? received, duration ?? QuietTime))
        {
            throw new ExpectationException($"expected no message, received {received.Message} from {received.Sender}");
        }
    }

    /// <summary>The next message says that a watched actor has ended.</summary>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null) =>
        ExpectMsg<Terminated>(terminated => terminated.ActorRef.Equals(target), timeout, $"the end of {target.Path}");

    /// <summary>Pass over messages until one is a <typeparamref name="T"/> that fits.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? timeout = null)
    {
        while (true)
        {
            if (Next(timeout, $"a fitting {typeof(T).Name}", null) is T message && isMessage(message))
            {
                return message;
            }
        }
    }

    /// <summary>Receive Terminated when that actor ends; at once if it has.</summary>
    public IActorRef Watch(IActorRef actor)
    {
        Probe.Watch(actor);
        return actor;
    }

    /// <summary>Watch no longer: no Terminated of that actor comes after this.</summary>
    public IActorRef Unwatch(IActorRef actor)
    {
        Probe.Unwatch(actor);
        return actor;
    }

    internal void Keep(object message, IActorRef sender) => _queue.Add(new Received(message, sender));

    private object Next(TimeSpan? timeout, string expected, string? hint)
    {
        if (!_queue.TryTake(out Received? received, timeout ?? DefaultTimeout))
        {
            throw new ExpectationException($"expected {expected}, received nothing for {timeout ?? DefaultTimeout}{Hint(hint)}");
        }

        LastSender = received.Sender;
        LastMessage = received.Message;
        return received.Message;
    }

    private object? LastMessage { get; set; }

    private static string Hint(string? hint) => hint is null ? string.Empty : $" ({hint})";

    private ExpectationException Unexpected(string expected, string? hint) =>
        new($"expected {expected}, received {LastMessage} from {LastSender}{Hint(hint)}");

    private sealed record Received(object Message, IActorRef Sender);
}
