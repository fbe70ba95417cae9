using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Pelikan.Actors.Sharding;
using Pelikan.Node.EntryStore;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node;

/// <summary>
/// A node's partitions, which come and go while workers serve. A partition is created, then published; it is dropped in three
/// steps, none of which waits: another takes its place in the map, it leaves the pool's sharing, and once every turn that
/// may have found it has ended, its memory is given back.
/// <code>
///   Create ──► Publish ──► (serves) ──► Publish another ──► Drop ──► Sweep … Sweep ──► gone
/// </code>
/// Control plane: any thread, one at a time by a lock. Workers read <see cref="Map"/> only.
/// </summary>
internal sealed class PartitionSet : IMetricSource, IDisposable
{
    private static readonly ImmutableArray<MetricInfo> Infos = StorageMetrics.All.AddRange(StorageMetrics.Computed);

    private readonly Lock _changing = new();
    private readonly Func<int, SegPartition> _make;
    private Snapshot _current;
    private int _created;

    /// <param name="shards">Shards of the map, a power of two; each has a partition of its own at first.</param>
    /// <param name="make">Makes the partition of a number that counts up from 0; it takes part in the pool's sharing.</param>
    /// <exception cref="InsufficientMemoryException">The system does not give that much memory.</exception>
    public PartitionSet(int shards, Func<int, SegPartition> make)
    {
        _make = make;
        _current = new Snapshot([], [], [.. new long[Infos.Length]]);
        SegPartition[] first = [.. Enumerable.Range(0, shards).Select(_ => Create())];
        Map = new ShardMap<SegPartition>(new ShardSnapshot<SegPartition>(1, [.. first]));
    }

    /// <summary>Where workers find the partitions, once a turn and inside it.</summary>
    public ShardMap<SegPartition> Map { get; }

    /// <summary>All that are not dropped, published or not. Inside a turn, none of them is disposed before it ends.</summary>
    public ImmutableArray<SegPartition> Living => Volatile.Read(ref _current).Living;

    /// <summary>Dropped partitions whose memory has not come back yet.</summary>
    public int Leaving => Volatile.Read(ref _current).Leaving.Length;

    public IReadOnlyList<MetricInfo> Metrics => Infos;

    /// <summary>Make a partition that nobody finds yet. The others' shares of the heap shrink at once.</summary>
    /// <exception cref="InvalidOperationException">The heap is too small for one more.</exception>
    /// <exception cref="InsufficientMemoryException">The system does not give that much memory.</exception>
    public SegPartition Create()
    {
        lock (_changing)
        {
            SegPartition partition = _make(_created++);
            Set(_current with { Living = _current.Living.Add(partition) });
            return partition;
        }
    }

    /// <summary>Have a partition serve a shard from the next turn of each worker on; returns the one that did.</summary>
    public SegPartition Publish(int shard, SegPartition partition)
    {
        lock (_changing)
        {
            Require(_current.Living.Contains(partition), "a partition that was dropped cannot serve");
            ShardSnapshot<SegPartition> present = Map.Current;
            SegPartition[] next = PartitionsOf(present);
            SegPartition before = next[shard];
            next[shard] = partition;
            Map.Publish(new ShardSnapshot<SegPartition>(present.Version + 1, [.. next]));
            return before;
        }
    }

    /// <summary>Drop a partition that serves no shard any more. The others' shares of the heap grow at once; its items are gone.</summary>
    /// <exception cref="InvalidOperationException">It serves a shard, or was dropped before.</exception>
    public void Drop(SegPartition partition)
    {
        lock (_changing)
        {
            Require(!PartitionsOf(Map.Current).Contains(partition), "a partition that serves a shard cannot be dropped; publish another first");
            Require(_current.Living.Contains(partition), "the partition was dropped before");
            Set(_current with { Living = _current.Living.Remove(partition), Leaving = _current.Leaving.Add(partition) });

            // Last: whoever found it in the map or among the living began its turn before this.
            partition.Cache.Retire();
        }
    }

    /// <summary>Give back the memory of dropped partitions that nobody can be in any more; returns how many are left.</summary>
    public int Sweep()
    {
        lock (_changing)
        {
            foreach (SegPartition partition in _current.Leaving)
            {
                if (partition.Cache.TryDispose())
                {
                    Set(_current with { Leaving = _current.Leaving.Remove(partition), Ended = _current.CountersWith(partition) });
                }
            }

            return _current.Leaving.Length;
        }
    }

    /// <summary>Give back whatever serves no shard; returns what does, by shard. No thread uses a partition any more.</summary>
    public ImmutableArray<SegPartition> KeepServing()
    {
        lock (_changing)
        {
            SegPartition[] serving = PartitionsOf(Map.Current);
            foreach (SegPartition partition in _current.Living.AddRange(_current.Leaving).Except(serving))
            {
                partition.Dispose();
            }

            Set(_current with { Living = [.. serving], Leaving = [] });
            return [.. serving];
        }
    }

    /// <summary>The sum over all partitions there are; counters of those that are gone stay counted.</summary>
    public void Read(Span<long> sums)
    {
        Snapshot current = Volatile.Read(ref _current);
        for (int i = 0; i < Infos.Length; i++)
        {
            sums[i] += current.Ended[i];
        }

        foreach (SegPartition partition in current.Living.AddRange(current.Leaving))
        {
            partition.Cache.Metrics.Read(sums);
        }
    }

    /// <summary>Give everything back. No thread uses a partition any more.</summary>
    public void Dispose()
    {
        foreach (SegPartition partition in _current.Living.AddRange(_current.Leaving))
        {
            partition.Dispose();
        }
    }

    private static SegPartition[] PartitionsOf(ShardSnapshot<SegPartition> snapshot) =>
        [.. Enumerable.Range(0, snapshot.ShardCount).Select(shard => snapshot[shard])];

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidOperationException(problem);
        }
    }

    private void Set(Snapshot next) => Volatile.Write(ref _current, next);

    /// <param name="Living">Not dropped.</param>
    /// <param name="Leaving">Dropped, and perhaps still in use.</param>
    /// <param name="Ended">What those that are gone have counted; 0 at gauges.</param>
    private sealed record Snapshot(ImmutableArray<SegPartition> Living, ImmutableArray<SegPartition> Leaving, ImmutableArray<long> Ended)
    {
        /// <summary>The counts of those that are gone, and of one more.</summary>
        public ImmutableArray<long> CountersWith(SegPartition partition)
        {
            long[] sums = new long[Infos.Length];
            partition.Cache.Metrics.Read(sums);
            return [.. sums.Select((sum, i) => Ended[i] + (Infos[i].Kind == MetricKind.Counter ? sum : 0))];
        }
    }
}
