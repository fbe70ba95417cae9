using System;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Protocol.Memcache;

/// <summary>
/// What serving one request needs around it: the store, the turn, the session, and where the reply goes. Lives on the
/// stack for one call of <see cref="IProtocol.Serve"/>.
/// </summary>
internal ref struct Exchange<TStore>
    where TStore : struct, IStore
{
    public readonly ref TStore Store;
    public readonly ref SessionState Session;
    public readonly EpochGuard Guard;
    public readonly ResponseWriter Output;
    private readonly WorkerContext _worker;

    public Exchange(ref TStore store, in EpochGuard guard, ResponseWriter output, ref SessionState session, WorkerContext worker)
    {
        Store = ref store;
        Session = ref session;
        Guard = guard;
        Output = output;
        _worker = worker;
    }

    public readonly ProtocolLimits Limits => _worker.Limits;

    public readonly IServerControl Server => _worker.Server;

    public readonly CounterBlock Counters => _worker.Counters;

    /// <summary>Who may use the data port; null where everybody may.</summary>
    public readonly Credentials? Credentials => _worker.Credentials;

    /// <summary>Whether the client has yet to give credentials that are asked for.</summary>
    public readonly bool IsLocked => _worker.Credentials is not null && !Session.Authenticated;

    /// <summary>The server's statistics, which are dear: this session has had its turn.</summary>
    public readonly bool VisitStats(scoped ReadOnlySpan<byte> group, Action<string, string> visit)
    {
        Guard.SpendTurn();
        return Server.VisitStats(group, visit);
    }

    public readonly void Count(MemcacheMetric metric) => _worker.Counters.Increment((int)metric);

    public readonly void Count(MemcacheMetric metric, int amount) => _worker.Counters.Add((int)metric, amount);

    /// <summary>Count an attempt to give credentials.</summary>
    public readonly void CountAuthentication(bool accepted)
    {
        Count(MemcacheMetric.AuthCmds);
        if (!accepted)
        {
            Count(MemcacheMetric.AuthErrors);
        }
    }

    /// <summary>Answer, unless the client asked for silence.</summary>
    public readonly void Reply(scoped ReadOnlySpan<byte> reply, bool quiet)
    {
        if (!quiet)
        {
            Output.Write(reply);
        }
    }

    /// <summary>The point on the node's clock that a client's expiry number means in this turn.</summary>
    public readonly Instant ExpiryOf(long exptime) => exptime == 0
        ? Instant.Never
        : ExpiryTime.Of(exptime, Limits.TimeType, Guard.Now, Server.UnixMillisecondsAtInstantZero);
}
