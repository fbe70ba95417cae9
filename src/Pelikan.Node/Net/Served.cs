using Pelikan.Node.Protocol;

namespace Pelikan.Node.Net;

/// <summary>What one session's turn came to.</summary>
/// <param name="Status"><see cref="ServeStatus.Served"/> where there is more to serve and the turn's share is used up.</param>
/// <param name="Consumed">Bytes of the input that are done with.</param>
/// <param name="Requests">Requests answered.</param>
internal readonly record struct Served(ServeStatus Status, int Consumed, int Requests);
