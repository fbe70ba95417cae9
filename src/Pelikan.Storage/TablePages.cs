using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage;

/// <summary>
/// Which pages a partition's hash table lies in: small ones at first, because a sparse table in huge ones is resident at once, and huge
/// ones from when it is dense. By the partition's owner.
/// </summary>
internal sealed class TablePages
{
    /// <summary>Bytes of the table for each item, below which it is dense: four items a small page leave next to none untouched.</summary>
    private const long DenseBytes = 1024;

    private readonly BucketArray _buckets;
    private readonly PartitionSegments _segments;
    private bool _isDone;

    /// <param name="buckets">The table's memory.</param>
    /// <param name="segments">The partition's segments, whose writers count the items.</param>
    /// <param name="pages">Which pages the operator wants.</param>
    public TablePages(BucketArray buckets, PartitionSegments segments, HugePages pages)
    {
        _buckets = buckets;
        _segments = segments;
        _isDone = pages == HugePages.Off;
    }

    /// <summary>Ask for huge pages once there are items enough; costs a sum of counters until then.</summary>
    public void Look()
    {
        if (!_isDone && _buckets.Heads * BucketArray.BucketBytes <= ItemCount() * DenseBytes)
        {
            _isDone = true;
            _buckets.AdviseHugePages();
        }
    }

    private long ItemCount()
    {
        Span<long> sums = stackalloc long[(int)StorageMetric.Count];
        sums.Clear();
        _segments.SumCounters(sums);
        return sums[(int)StorageMetric.ItemCurrent];
    }
}
