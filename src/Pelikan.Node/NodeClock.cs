using Pelikan.Actors;
using Pelikan.Node.Net;
using Pelikan.Storage;

namespace Pelikan.Node;

/// <summary>The workers' clock as actors read it, so that both mean the same by an expiry.</summary>
internal sealed class NodeClock(TurnClock clock) : INodeClock
{
    public Instant Now => clock.Now();
}
