namespace Pelikan.Node.Net;

/// <summary>What all loops of a node hold in common.</summary>
public sealed record DataPlaneShared(TurnClock Clock, ConnectionBudget Connections, BufferBudget Buffers);
