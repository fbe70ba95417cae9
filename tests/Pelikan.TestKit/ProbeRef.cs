using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;

namespace Pelikan.TestKit;

/// <summary>A reference that keeps what it is told on the teller's own thread, so that it needs no dispatcher.</summary>
internal sealed class ProbeRef : InternalActorRef
{
    private static int _count;

    private readonly Expectations _owner;
    private readonly ConcurrentDictionary<IActorRef, bool> _watching = new();

    public ProbeRef(Expectations owner, ActorSystem system, string? name)
        : base(ActorPath.Root(system.Name).Child("probes").Child(name ?? NextName()), system) => _owner = owner;

    public override void Tell(object message, IActorRef? sender) => _owner.Keep(message, sender ?? System.DeadLetters);

    public override void SendSystem(SystemMessage message)
    {
        if (message is SystemMessage.Ended ended && _watching.TryRemove(ended.Actor, out _))
        {
            _owner.Keep(new Terminated(ended.Actor), ended.Actor);
        }
    }

    public void Watch(IActorRef actor)
    {
        _watching.TryAdd(actor, true);
        (actor as InternalActorRef)?.SendSystem(new SystemMessage.Watch(this));
    }

    public void Unwatch(IActorRef actor)
    {
        _watching.TryRemove(actor, out _);
        (actor as InternalActorRef)?.SendSystem(new SystemMessage.Unwatch(this));
    }

    private static string NextName() => string.Create(CultureInfo.InvariantCulture, $"testProbe-{Interlocked.Increment(ref _count)}");
}
