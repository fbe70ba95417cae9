using System;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Tests.Net;

/// <summary>Workers without a server around them.</summary>
internal static class Workers
{
    /// <summary>A worker whose loop does not run.</summary>
    internal static Worker<SizeProtocol, NoopStore> Idle(WorkerOptions? options = null, IPoller? poller = null) => new(
        "idle",
        options ?? new WorkerOptions(),
        new DataPlaneShared(new TurnClock(TimeProvider.System), new ConnectionBudget(10), new BufferBudget(1024 * 1024)),
        default,
        new WorkerContext(new ProtocolLimits(), null!, new CounterBlock(1)),
        poller);
}
