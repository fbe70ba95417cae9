using Pelikan.Node.Protocol.Resp;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Packs;

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

    /// <summary>What the data port serves.</summary>
    public ProtocolSet Protocols { get; init; } = ProtocolSet.Memcache;

    /// <summary>Who may use the data port; null where everybody may.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>Where collections are taken apart and put together; of this worker alone.</summary>
    public PackEditor Packs { get; } = new();

    /// <summary>What RESP keeps from one request to the next; of this worker alone.</summary>
    public RespScratch Resp { get; } = new();

    /// <summary>What RESP's commands on sets work with; of this worker alone.</summary>
    internal SetWork Sets { get; init; } = new();

    /// <summary>The protocol's own counters on this worker, indexed by the protocol's metric enum.</summary>
    public CounterBlock Counters { get; }
}
