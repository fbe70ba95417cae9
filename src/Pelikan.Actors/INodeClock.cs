using Pelikan.Storage;

namespace Pelikan.Actors;

/// <summary>The node's monotonic clock, on which expiry is decided. One for workers and actors alike. Any thread.</summary>
public interface INodeClock
{
    Instant Now { get; }
}
