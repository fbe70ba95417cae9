using System;
using System.Collections.Immutable;
using Pelikan.Actors.Admin;
using Pelikan.Actors.Guardian;
using Pelikan.Node.Admin;
using Pelikan.Node.Net;

namespace Pelikan.Node;

/// <summary>What a node is made of, put together and not yet running.</summary>
internal sealed record NodeParts : IDisposable
{
    public required ServerControl Control { get; init; }

    public required AdminMetrics AdminMetrics { get; init; }

    /// <summary>Null where the data port is open to everybody.</summary>
    public required AuthFile? AuthFile { get; init; }

    /// <summary>Null where the product stores nothing.</summary>
    public required NodeStorage? Storage { get; init; }

    public required ImmutableArray<IWorker> Workers { get; init; }

    public required Listener Listener { get; init; }

    public required TurnClock Clock { get; init; }

    /// <summary>The actors' share of it, once there is somebody to carry out operators' requests.</summary>
    public required Func<INodeRequests, NodePlan> Plan { get; init; }

    public void Dispose()
    {
        Listener.Dispose();
        foreach (IWorker worker in Workers)
        {
            worker.Dispose();
        }

        Storage?.Dispose();
    }
}
