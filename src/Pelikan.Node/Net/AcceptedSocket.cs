namespace Pelikan.Node.Net;

/// <summary>A connection on its way from a listener to a worker; whoever holds it closes the descriptor.</summary>
public readonly record struct AcceptedSocket(int Descriptor, PeerAddress Peer);
