namespace Pelikan.Actors.DataPlane;

/// <summary>Owns one worker.</summary>
public sealed class WorkerActor : EventLoopActor
{
    private WorkerActor(EventLoopHandle loop)
        : base(loop)
    {
    }

    public static Props Props(EventLoopHandle loop) => ActorProps.Create(() => new WorkerActor(loop)).WithDispatcher(Dispatcher);
}
