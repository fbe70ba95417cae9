using System;
using System.Threading;

namespace Pelikan.Node.Net;

/// <summary>The node's bound on open client connections, kept by listeners and workers together.</summary>
public sealed class ConnectionBudget
{
    private int _open;

    /// <param name="connectionsMax">Connections that may be open at once; one more is refused.</param>
    public ConnectionBudget(int connectionsMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(connectionsMax);
        ConnectionsMax = connectionsMax;
    }

    public int ConnectionsMax { get; }

    /// <summary>Connections open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Count one more, if the bound allows. Any thread.</summary>
    internal bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= ConnectionsMax)
        {
            return true;
        }

        Interlocked.Decrement(ref _open);
        return false;
    }

    internal void GiveBack() => Interlocked.Decrement(ref _open);
}
