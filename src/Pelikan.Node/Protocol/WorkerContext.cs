using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Protocol;

/// <summary>What is the same for every request a worker serves. One per worker; only its thread uses the counters.</summary>
public sealed class WorkerContext
{
    public WorkerContext(ProtocolLimits limits, IServerControl server, CounterBlock counters)
    {
        Limits = limits;
        Server = server;
        Counters = counters;
    }

    public ProtocolLimits Limits { get; }

    public IServerControl Server { get; }

    /// <summary>The protocol's own counters on this worker, indexed by the protocol's metric enum.</summary>
    public CounterBlock Counters { get; }
}
