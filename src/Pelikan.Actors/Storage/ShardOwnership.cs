using System;
using System.Collections.Generic;
using Pelikan.Storage.Metrics;

namespace Pelikan.Actors.Storage;

/// <summary>
/// One shard of this node: its partition, and what must outlive an instance of its storage actor. The node's plan holds it; an actor
/// that is restarted finds everything as it was.
/// </summary>
public sealed class ShardOwnership : IMetricSource, IDisposable
{
    private static readonly MetricInfo[] Infos =
    [
        new("storage_event_loop", MetricKind.Counter, "Times a partition was looked after."),
        new("storage_pressure", MetricKind.Counter, "Times a worker asked for free segments ahead of the next regular look."),
        new("storage_segment_freed", MetricKind.Counter, "Segments freed ahead of demand."),
    ];

    private readonly CounterBlock _counters = new(Infos.Length);

    public ShardOwnership(int shard, IPartition partition)
    {
        Shard = shard;
        Partition = partition;
        partition.OnPressure(Pressure.Raise);
    }

    internal enum Counter
    {
        EventLoop,
        Pressure,
        SegmentFreed,
    }

    /// <summary>From 0.</summary>
    public int Shard { get; }

    public IPartition Partition { get; }

    public IReadOnlyList<MetricInfo> Metrics => Infos;

    internal PressureSignal Pressure { get; } = new();

    public void Read(Span<long> sums) => _counters.AddTo(sums);

    public void Dispose() => Partition.Dispose();

    /// <summary>On the storage actor's thread.</summary>
    internal void Count(Counter counter, long amount = 1) => _counters.Add((int)counter, amount);
}
