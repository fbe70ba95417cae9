using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Pelikan.Actors.DataPlane;

namespace Pelikan.Actors.Guardian;

/// <summary>
/// The node's part in the coordinated shutdown: not ready any more; listeners close; workers answer what they have read and
/// end. Admin ports and logs add their own tasks to later phases.
/// </summary>
public static class NodeShutdown
{
    public static void Register(CoordinatedShutdown shutdown, NodePlan plan)
    {
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "not-ready", () =>
        {
            plan.Readiness.Reach(NodeState.Draining);
            return Task.FromResult(Done.Instance);
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "stop-listeners", () => Stop(plan.Listeners));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "stop-workers", () => Stop(plan.Workers));
    }

    private static async Task<Done> Stop(ImmutableArray<EventLoopHandle> loops)
    {
        foreach (EventLoopHandle loop in loops)
        {
            loop.Stop();
        }

        await Task.WhenAll(loops.Select(loop => loop.WhenStopped)).ConfigureAwait(false);
        return Done.Instance;
    }
}
