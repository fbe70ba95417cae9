using System.Threading;

namespace Pelikan.Actors.Guardian;

/// <summary>How far a node is. Only ever moves forward.</summary>
public enum NodeState
{
    Starting,

    /// <summary>Every loop runs.</summary>
    Serving,

    /// <summary>Going down: no new work, please.</summary>
    Draining,
}

/// <summary>A node's state, for health checks that must not wait for an actor. Any thread.</summary>
public sealed class NodeReadiness
{
    private int _state;

    public NodeState State => (NodeState)Volatile.Read(ref _state);

    public bool IsServing => State == NodeState.Serving;

    /// <summary>Move forward to a state; a node that drains does not come back.</summary>
    public void Reach(NodeState state)
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref _state);
        }
        while (seen < (int)state && Interlocked.CompareExchange(ref _state, (int)state, seen) != seen);
    }
}
