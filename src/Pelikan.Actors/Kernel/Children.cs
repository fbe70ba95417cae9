using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Pelikan.Actors.Kernel;

/// <summary>
/// The living children of one cell. Locked, because the top-level actors are made by threads outside; a child's name is free
/// again once the child has ended.
/// </summary>
internal sealed class Children
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _byName = [];
    private long _unnamed;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byName.Count;
            }
        }
    }

    public bool AnyStopping
    {
        get
        {
            lock (_gate)
            {
                return _byName.Values.Any(entry => entry.Stopping);
            }
        }
    }

    /// <summary>Add the child that <paramref name="create"/> makes under its name.</summary>
    public LocalActorRef Add(string? name, TimeProvider time, Func<string, LocalActorRef> create)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new InvalidOperationException($"cannot make child {name}: the parent is stopping");
            }

            string own = name ?? string.Create(CultureInfo.InvariantCulture, $"${_unnamed++}");
            if (_byName.ContainsKey(own))
            {
                throw new InvalidActorNameException($"actor name \"{own}\" is not unique");
            }

            LocalActorRef child = create(own);
            _byName.Add(own, new Entry(child, new RestartStatistics(time)));
            return child;
        }
    }

    public bool Remove(IActorRef actor)
    {
        lock (_gate)
        {
            return Find(actor) is not null && _byName.Remove(actor.Path.Name);
        }
    }

    public IActorRef ByName(string name)
    {
        lock (_gate)
        {
            return _byName.TryGetValue(name, out Entry? entry) ? entry.Ref : ActorRefs.Nobody;
        }
    }

    /// <summary>The restarts of a child that is neither gone nor stopping; else null.</summary>
    public RestartStatistics? RestartsOf(IActorRef child)
    {
        lock (_gate)
        {
            return Find(child) is { Stopping: false } entry ? entry.Restarts : null;
        }
    }

    /// <summary>Remember that a child has been told to stop. False where it is no child.</summary>
    public bool MarkStopping(IActorRef actor)
    {
        lock (_gate)
        {
            if (Find(actor) is not { } entry)
            {
                return false;
            }

            entry.Stopping = true;
            return true;
        }
    }

    /// <summary>Take no more children.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    public LocalActorRef[] ToArray()
    {
        lock (_gate)
        {
            return [.. _byName.Values.Select(entry => entry.Ref)];
        }
    }

    // A name may have passed to another actor meanwhile; the reference decides.
    private Entry? Find(IActorRef actor) =>
        _byName.TryGetValue(actor.Path.Name, out Entry? entry) && ReferenceEquals(entry.Ref, actor) ? entry : null;

    private sealed class Entry(LocalActorRef reference, RestartStatistics restarts)
    {
        public LocalActorRef Ref { get; } = reference;

        public RestartStatistics Restarts { get; } = restarts;

        public bool Stopping { get; set; }
    }
}
