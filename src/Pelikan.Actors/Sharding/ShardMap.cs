using System;
using System.Threading;

namespace Pelikan.Actors.Sharding;

/// <summary>Where the control plane publishes shard snapshots and workers read them: one volatile read a turn.</summary>
public sealed class ShardMap<TPartition>
{
    private ShardSnapshot<TPartition> _current;

    public ShardMap(ShardSnapshot<TPartition> first) => _current = first;

    /// <summary>The newest snapshot. Acquires: whoever reads it sees the partitions it names as their publisher left them.</summary>
    public ShardSnapshot<TPartition> Current => Volatile.Read(ref _current);

    /// <summary>Replace the snapshot. One publisher at a time.</summary>
    /// <exception cref="ArgumentException">The version is not newer, or the number of shards has changed.</exception>
    public void Publish(ShardSnapshot<TPartition> next)
    {
        ShardSnapshot<TPartition> present = Current;
        if (next.Version <= present.Version)
        {
            throw new ArgumentException($"version {next.Version} is not newer than {present.Version}", nameof(next));
        }

        if (next.ShardCount != present.ShardCount)
        {
            throw new ArgumentException($"a map of {present.ShardCount} shards cannot become one of {next.ShardCount}", nameof(next));
        }

        // Releases: pairs with the read in Current.
        Volatile.Write(ref _current, next);
    }
}
