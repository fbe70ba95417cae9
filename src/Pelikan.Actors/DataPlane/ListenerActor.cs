namespace Pelikan.Actors.DataPlane;

/// <summary>Owns the listener.</summary>
public sealed class ListenerActor : EventLoopActor
{
    private ListenerActor(EventLoopHandle loop)
        : base(loop)
    {
    }

    public static Props Props(EventLoopHandle loop) => ActorProps.Create(() => new ListenerActor(loop)).WithDispatcher(Dispatcher);
}
