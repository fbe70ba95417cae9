using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Actors.Kernel;

/// <summary>Keeps messages for later. Holds as many as the mailbox does.</summary>
public interface IStash
{
    /// <summary>Keep the message at hand.</summary>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Put the oldest kept message in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Put all kept messages in front of the mailbox, the oldest first.</summary>
    void UnstashAll();
}

/// <summary>An actor with a stash; the kernel sets it before PreStart.</summary>
public interface IActorStash
{
    IStash Stash { get; set; }
}

/// <inheritdoc/>
public interface IWithStash : IActorStash
{
}

/// <inheritdoc/>
public interface IWithUnboundedStash : IActorStash
{
}

/// <summary>The stash of one instance of an actor.</summary>
internal sealed class Stash : IStash
{
    private readonly ActorCell _cell;
    private readonly Queue<Envelope> _kept = new();

    public Stash(ActorCell cell) => _cell = cell;

    void IStash.Stash()
    {
        if (_kept.Count == _cell.Mailbox.Capacity)
        {
            throw new StashOverflowException($"{_cell.Self.Path} has stashed {_kept.Count} messages, as many as its mailbox holds");
        }

        _kept.Enqueue(_cell.Envelope);
    }

    public void Unstash()
    {
        if (_kept.TryDequeue(out Envelope envelope))
        {
            _cell.Mailbox.Prepend([envelope]);
        }
    }

    public void UnstashAll()
    {
        _cell.Mailbox.Prepend([.. _kept.AsEnumerable()]);
        _kept.Clear();
    }
}
