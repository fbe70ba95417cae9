using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;

namespace Pelikan.Node.Admin;

/// <summary>What the admin port may do to the node. Called on the thread pool.</summary>
public interface IAdminActions
{
    string Version { get; }

    /// <summary>Drop every item stored so far; complete when no worker serves one any more.</summary>
    Task FlushAllAsync(CancellationToken cancellation);

    /// <summary>
    /// Check every shard's store while it serves, on a thread of its own; none where the server stores nothing. One check at a time:
    /// a second one waits.
    /// </summary>
    Task<ImmutableArray<ShardCheck>> CheckAsync(CancellationToken cancellation);

    /// <summary>Begin the coordinated stop and return.</summary>
    void Shutdown();

    /// <summary>
    /// Give each name and value of a group (empty = every metric) to <paramref name="visit"/>, in order. False where there
    /// is no such group.
    /// </summary>
    bool VisitStats(string group, Action<string, string> visit);

    /// <summary>Take the present counters as the new zero of <c>stats</c>.</summary>
    void ResetStats();

    /// <summary>Set how much the log says, 0 to 2.</summary>
    void SetVerbosity(int level);
}
