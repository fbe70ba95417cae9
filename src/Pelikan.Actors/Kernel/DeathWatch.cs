using System.Collections.Generic;
using System.Linq;

namespace Pelikan.Actors.Kernel;

/// <summary>Whom one actor watches, and who watches it. Only on the actor's thread.</summary>
internal sealed class DeathWatch
{
    private readonly InternalActorRef _self;
    private readonly HashSet<InternalActorRef> _watching = [];
    private readonly HashSet<InternalActorRef> _watchers = [];

    // Ended actors whose Terminated waits in the mailbox: an Unwatch takes it back.
    private readonly HashSet<IActorRef> _announced = [];

    public DeathWatch(InternalActorRef self) => _self = self;

    public void Watch(IActorRef subject)
    {
        if (subject is InternalActorRef actor && actor != _self && _watching.Add(actor))
        {
            actor.SendSystem(new SystemMessage.Watch(_self));
        }
    }

    public void Unwatch(IActorRef subject)
    {
        _announced.Remove(subject);
        if (subject is InternalActorRef actor && _watching.Remove(actor))
        {
            actor.SendSystem(new SystemMessage.Unwatch(_self));
        }
    }

    public void AddWatcher(InternalActorRef watcher) => _watchers.Add(watcher);

    public void RemoveWatcher(InternalActorRef watcher) => _watchers.Remove(watcher);

    /// <summary>A watched actor or a child has ended: true where the actor is to hear of it.</summary>
    public bool Announce(InternalActorRef ended) => _watching.Remove(ended) && _announced.Add(ended);

    /// <summary>True where the Terminated that arrives is still wanted.</summary>
    public bool TakeAnnounced(IActorRef ended) => _announced.Remove(ended);

    /// <summary>This actor has ended: tell its parent and its watchers, watch nobody any more.</summary>
    public void End(InternalActorRef parent)
    {
        parent.SendSystem(new SystemMessage.Ended(_self));
        foreach (InternalActorRef watcher in _watchers.Where(watcher => watcher != parent))
        {
            watcher.SendSystem(new SystemMessage.Ended(_self));
        }

        foreach (InternalActorRef subject in _watching)
        {
            subject.SendSystem(new SystemMessage.Unwatch(_self));
        }

        _watchers.Clear();
        _watching.Clear();
        _announced.Clear();
    }
}
