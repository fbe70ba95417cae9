using Pelikan.Node.Net;

namespace Pelikan.Node.Bench;

/// <summary>What one thread's loop works with.</summary>
internal sealed record LoadThreadSetup
{
    public required int Thread { get; init; }

    public required int Threads { get; init; }

    public required IPoller Poller { get; init; }

    /// <summary>Watched by the poller, each under its index.</summary>
    public required LoadConnection[] Connections { get; init; }

    public required RequestSource Source { get; init; }

    public required RequestBuffer Requests { get; init; }

    public required LoadTallies Tallies { get; init; }

    /// <summary>The most keys in one request.</summary>
    public required int KeysMax { get; init; }

    public required int Depth { get; init; }

    /// <summary>Requests to send while measured; <see cref="long.MaxValue"/> for no end.</summary>
    public long Budget { get; init; } = long.MaxValue;

    /// <summary>Over all threads; 0 for a closed loop.</summary>
    public double RatePerSecond { get; init; }
}
