using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Pelikan.Actors.Admin;

namespace Pelikan.Node.Admin;

/// <summary>
/// What the admin port does to a running node. Its <c>stats</c> without a group shows Pelikan's metrics, sorted; with one,
/// memcached's group of that name, or else the metrics whose name begins so.
/// </summary>
public sealed class AdminActions : IAdminActions
{
    // The store's metrics have three beginnings; Pelikan users ask for them by one word.
    private const string StoreGroup = "seg";

    private static readonly string[] StorePrefixes = ["segment", "hash", "item"];

    private readonly ServerControl _control;
    private readonly MetricRegistry _metrics;
    private readonly Func<CancellationToken, Task> _flush;
    private readonly Func<CancellationToken, Task<ImmutableArray<ShardCheck>>> _check;
    private readonly Action _shutdown;

    /// <param name="control">The server.</param>
    /// <param name="metrics">Where the counters are.</param>
    /// <param name="flush">Drop every item; the task is complete when no worker serves one any more.</param>
    /// <param name="check">Check every shard's store on a thread of its own.</param>
    /// <param name="shutdown">Begin the coordinated stop and return.</param>
    public AdminActions(
        ServerControl control,
        MetricRegistry metrics,
        Func<CancellationToken, Task> flush,
        Func<CancellationToken, Task<ImmutableArray<ShardCheck>>> check,
        Action shutdown)
    {
        _control = control;
        _metrics = metrics;
        _flush = flush;
        _check = check;
        _shutdown = shutdown;
    }

    public string Version => _control.Version;

    public Task FlushAllAsync(CancellationToken cancellation) => _flush(cancellation);

    public Task<ImmutableArray<ShardCheck>> CheckAsync(CancellationToken cancellation) => _check(cancellation);

    public void Shutdown() => _shutdown();

    public void ResetStats() => _control.ResetStats();

    public void SetVerbosity(int level) => _control.SetVerbosity(level);

    public bool VisitStats(string group, Action<string, string> visit)
    {
        if (group.Length > 0 && _control.VisitStats(group, visit))
        {
            return true;
        }

        bool found = false;
        foreach ((string name, string value) in Sorted())
        {
            if (Belongs(name, group))
            {
                visit(name, value);
                found = true;
            }
        }

        return found || group.Length == 0;
    }

    private SortedList<string, string> Sorted()
    {
        SortedList<string, string> stats = new(StringComparer.Ordinal);
        _metrics.ReadSinceReset().Visit((name, value) => stats[name] = value);
        return stats;
    }

    private static bool Belongs(string name, string group)
    {
        if (group.Length == 0)
        {
            return true;
        }

        return group == StoreGroup
            ? Array.Exists(StorePrefixes, prefix => HasPrefix(name, prefix))
            : HasPrefix(name, group);
    }

    /// <summary>Whole words only: <c>get</c> takes <c>get_key</c> and leaves <c>gets</c>.</summary>
    private static bool HasPrefix(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] == '_');
}
