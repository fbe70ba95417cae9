using Pelikan.TestKit;

namespace Pelikan.Actors.Tests.Kernel;

/// <summary>
/// Questions to a back-off supervisor, which it answers in turn with what it does: a count that has risen says that the timer of that
/// restart is armed, and a child that is still away behind an advance of the clock says that none was due.
/// </summary>
internal static class BackoffQueries
{
    public static int Restarts(this Expectations asker, IActorRef supervisor)
    {
        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance, asker.TestActor);
        return asker.ExpectMsg<BackoffSupervisor.RestartCount>().Count;
    }

    public static IActorRef Child(this Expectations asker, IActorRef supervisor)
    {
        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance, asker.TestActor);
        return asker.ExpectMsg<BackoffSupervisor.CurrentChild>().Ref;
    }
}
