using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Pelikan.Actors.Admin;
using Pelikan.Actors.DataPlane;
using Pelikan.Actors.Messages;
using Pelikan.Actors.Storage;

namespace Pelikan.Actors.Guardian;

/// <summary>
/// The top of a node's actors. Starts them in order: storage and admin, then workers, then, once every worker runs, listeners; the node
/// serves when every listener runs. Storage and admin actors that fail come back after a growing delay.
/// <code>
///   node ─┬─ storage-0 … storage-N   (back-off supervisor ── storage actor)
///         ├─ admin                   (back-off supervisor ── admin actor)
///         ├─ one worker actor per worker, one listener actor per listener, named as their loops
/// </code>
/// </summary>
/// <remarks>
/// If the guardian itself fails, its children go on: a loop keeps its thread and cannot be restarted. The new instance
/// adopts the children there are.
/// </remarks>
public sealed class NodeGuardian : UntypedActor
{
    public const string Name = "node";

    /// <summary>The admin supervisor's name below the guardian.</summary>
    public const string AdminName = "admin";

    private readonly NodePlan _plan;
    private readonly HashSet<string> _running;

    private NodeGuardian(NodePlan plan, HashSet<string> running)
    {
        _plan = plan;
        _running = running;
    }

    public static Props Props(NodePlan plan)
    {
        // Which loops run is true whichever instance of the guardian asks.
        HashSet<string> running = [];
        return ActorProps.Create(() => new NodeGuardian(plan, running));
    }

    protected override void PreStart()
    {
        foreach (ShardOwnership shard in _plan.Shards)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"storage-{shard.Shard}");
            Supervise(StorageActor.Props(shard, _plan.Clock, _plan.Settings.MaintenanceInterval), name);
        }

        Supervise(AdminActor.Props(_plan.Metrics, _plan.Requests, _plan.Settings.SnapshotInterval), AdminName);
        foreach (EventLoopHandle worker in _plan.Workers)
        {
            Ensure(WorkerActor.Props(worker), worker.Name);
        }

        Advance();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // The children stay.
    }

    // A worker or listener that fails outside its loop has nobody to restart it for; the loop's own failure ends the process.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(static _ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LoopStarted started:
                _running.Add(started.Name);
                Advance();
                break;
            case GetReadiness:
                Sender.Tell(new ReadinessReply(_plan.Readiness.State));
                break;
            case GetMetrics or ResetStats or FlushAll or RequestShutdown:
                Context.Child(AdminName).Forward(message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    // The next stage begins when every loop of the one before runs.
    private void Advance()
    {
        if (!AllRun(_plan.Workers))
        {
            return;
        }

        foreach (EventLoopHandle listener in _plan.Listeners)
        {
            Ensure(ListenerActor.Props(listener), listener.Name);
        }

        if (AllRun(_plan.Listeners))
        {
            _plan.Readiness.Reach(NodeState.Serving);
        }
    }

    private bool AllRun(ImmutableArray<EventLoopHandle> loops)
    {
        foreach (EventLoopHandle loop in loops)
        {
            if (!_running.Contains(loop.Name))
            {
                return false;
            }
        }

        return true;
    }

    private void Supervise(Props child, string name)
    {
        ActorSettings settings = _plan.Settings;
        BackoffOptions options = Backoff
            .OnFailure(child, "actor", settings.MinBackoff, settings.MaxBackoff, settings.RandomFactor, maxNrOfRetries: -1)
            .WithAutoReset(settings.ResetAfter)
            .WithSupervisorStrategy(new OneForOneStrategy(static _ => Directive.Restart));
        Ensure(BackoffSupervisor.Props(options), name);
    }

    private static void Ensure(Props props, string name)
    {
        if (Context.Child(name).IsNobody())
        {
            Context.ActorOf(props, name);
        }
    }
}
