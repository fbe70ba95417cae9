namespace Pelikan.Node.Net;

/// <summary>One session as <c>stats conns</c> shows it.</summary>
/// <param name="Id">The session's token on its worker.</param>
/// <param name="Descriptor">Its file descriptor.</param>
/// <param name="Peer">The client's address, as <see cref="PeerAddress"/> writes it.</param>
/// <param name="Phase">Where it is in its life.</param>
/// <param name="SecondsSinceLastCommand">Whole seconds since a byte last moved.</param>
public readonly record struct SessionSnapshot(ulong Id, int Descriptor, string Peer, SessionPhase Phase, long SecondsSinceLastCommand);
