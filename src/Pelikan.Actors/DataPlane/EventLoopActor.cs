using Pelikan.Actors.Messages;

namespace Pelikan.Actors.DataPlane;

/// <summary>
/// Owns one loop of the data plane: gives it the thread of a pinned dispatcher, and ends when the loop has ended.
/// </summary>
public abstract class EventLoopActor : UntypedActor
{
    /// <summary>The dispatcher whose thread the loop keeps.</summary>
    protected const string Dispatcher = "pelikan.actor.pinned-dispatcher";

    private readonly EventLoopHandle _loop;

    private protected EventLoopActor(EventLoopHandle loop) => _loop = loop;

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
