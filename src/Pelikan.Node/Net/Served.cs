using System;
using Pelikan.Node.Protocol;

namespace Pelikan.Node.Net;

/// <summary>What one session's turn came to.</summary>
/// <param name="Status"><see cref="ServeStatus.Served"/> where there is more to serve and the turn's share is used up.</param>
/// <param name="Consumed">Bytes of the input that are done with.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="Spent">What that cost beside its replies, in bytes that could have been copied meanwhile.</param>
internal readonly record struct Served(ServeStatus Status, int Consumed, int Requests, long Spent)
{
    /// <summary>Nothing was asked.</summary>
    internal static Served Nothing => new(ServeStatus.Incomplete, 0, 0, 0);
}

/// <summary>Serves the requests in <paramref name="input"/> in order and appends the replies to <paramref name="output"/>.</summary>
internal delegate Served DrainRequests(Session session, ReadOnlySpan<byte> input, OutputBuffer output, long now);
