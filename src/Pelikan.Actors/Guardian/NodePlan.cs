using System.Collections.Immutable;
using Pelikan.Actors.Admin;
using Pelikan.Actors.DataPlane;
using Pelikan.Actors.Storage;

namespace Pelikan.Actors.Guardian;

/// <summary>
/// What a node consists of: everything that its actors own or use and that outlives any one of them. Made by the composition root.
/// </summary>
public sealed record NodePlan
{
    public required ActorSettings Settings { get; init; }

    public required INodeClock Clock { get; init; }

    public required ImmutableArray<ShardOwnership> Shards { get; init; }

    public required ImmutableArray<EventLoopHandle> Workers { get; init; }

    public required ImmutableArray<EventLoopHandle> Listeners { get; init; }

    public required MetricRegistry Metrics { get; init; }

    public required INodeRequests Requests { get; init; }

    /// <summary>The guardian moves it, health checks read it.</summary>
    public NodeReadiness Readiness { get; init; } = new();
}
