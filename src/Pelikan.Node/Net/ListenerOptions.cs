using System;
using System.Collections.Generic;

namespace Pelikan.Node.Net;

/// <summary>Where a listener listens, and the bounds it keeps.</summary>
public sealed record ListenerOptions
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<ListenEndpoint> Endpoints { get; init; }

    /// <summary>Connections the kernel keeps waiting until they are accepted; it may keep fewer (net.core.somaxconn).</summary>
    public int Backlog { get; init; } = 1024;

    /// <summary>Connections accepted from one socket before the next has its turn.</summary>
    public int AcceptBatchMax { get; init; } = 64;

    /// <summary>How long accepting rests where the system has no resources for another connection, not even to refuse it.</summary>
    public int AcceptPauseMilliseconds { get; init; } = 100;

    /// <summary>What a client reads before it is closed because there are too many. As memcached's with maxconns_fast.</summary>
    public ReadOnlyMemory<byte> TooManyRefusal { get; init; } = "ERROR Too many open connections\r\n"u8.ToArray();
}
