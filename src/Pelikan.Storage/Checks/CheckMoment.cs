using System;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Checks;

/// <summary>
/// The counters of everything that changes what a check counts: two equal moments, and nothing happened between them.
/// </summary>
/// <param name="Items">Items entered, taken out and moved.</param>
/// <param name="Dead">Items, those that were never entered included, that only take room.</param>
/// <param name="Segments">Segments asked for, returned and merged.</param>
/// <param name="Held">Segments the partition holds.</param>
/// <param name="Heads">Heads of the hash table.</param>
internal readonly record struct CheckMoment(long Items, long Dead, long Segments, long Held, long Heads)
{
    public static CheckMoment Of(PartitionSegments segments, HashTable.HashTable table)
    {
        Span<long> sums = stackalloc long[(int)StorageMetric.Count];
        sums.Clear();
        segments.SumCounters(sums);
        return new CheckMoment(
            sums[(int)StorageMetric.HashInsert] + sums[(int)StorageMetric.HashRemove] + sums[(int)StorageMetric.ItemRelink],
            sums[(int)StorageMetric.ItemDead],
            sums[(int)StorageMetric.SegmentRequest] + sums[(int)StorageMetric.SegmentReturn] + sums[(int)StorageMetric.SegmentMerge],
            segments.Held,
            table.Buckets.Heads);
    }

    /// <summary>At least how much happened since; 0 only if nothing did.</summary>
    public long ChangesSince(CheckMoment before) =>
        Math.Abs(Items - before.Items)
        + Math.Abs(Dead - before.Dead)
        + Math.Abs(Segments - before.Segments)
        + Math.Abs(Held - before.Held)
        + Math.Abs(Heads - before.Heads);
}
