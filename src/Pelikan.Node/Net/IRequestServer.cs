using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Net;

/// <summary>Where a worker's loop, which knows sessions and bytes, meets the protocol and the store.</summary>
internal interface IRequestServer
{
    /// <summary>Begin to read the store, for as many sessions as are served before the guard is left.</summary>
    EpochGuard Enter(long now);

    /// <summary>As <see cref="IProtocol.LookAhead"/>.</summary>
    int LookAhead(ReadOnlySpan<byte> input, Span<Range> keys);

    /// <summary>Start loading what these keys lead to. Only while a guard is held.</summary>
    void Prefetch(ReadOnlySpan<byte> input, ReadOnlySpan<Range> keys);

    /// <summary>
    /// Serve the requests in <paramref name="input"/> in order and append the replies to <paramref name="output"/>; the first of them have been
    /// <paramref name="lookedAhead"/> for.
    /// </summary>
    Served Drain(Session session, ReadOnlySpan<byte> input, bool lookedAhead, OutputBuffer output, in EpochGuard guard);
}
