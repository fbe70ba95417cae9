using Pelikan.Actors.Messages;

namespace Pelikan.Actors.DataPlane;

/// <summary>Owns the listener: gives its loop a thread, and ends when the loop has ended.</summary>
public sealed class ListenerActor : UntypedActor
{
    private readonly EventLoopHandle _loop;

    private ListenerActor(EventLoopHandle loop) => _loop = loop;

    /// <summary>On the pinned dispatcher: the loop keeps the thread.</summary>
    public static Props Props(EventLoopHandle loop) =>
        ActorProps.Create(() => new ListenerActor(loop)).WithDispatcher("pelikan.actor.pinned-dispatcher");

    protected override void PreStart() => Self.Tell(new RunLoop());

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RunLoop:
                Context.Parent.Tell(new LoopStarted(_loop.Name));
                _loop.Run();
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop() => _loop.Abandon();
}
