using Pelikan.Actors.Guardian;

namespace Pelikan.Actors.Messages;

/// <summary>Asks the node guardian how far the node is; answered with <see cref="ReadinessReply"/>.</summary>
public sealed record GetReadiness;

public sealed record ReadinessReply(NodeState State);
