using Pelikan.Storage.HashTable;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Restart;

/// <summary>A partition's part in a seal and in a restore. Nobody else is at work on the partition meanwhile.</summary>
internal sealed class PartitionRestart
{
    private readonly PartitionSegments _segments;
    private readonly OpenSegments _open;
    private readonly BucketArray _buckets;
    private readonly Maintenance _maintenance;
    private readonly ulong _hashSeed;

    public PartitionRestart(
        PartitionSegments segments, OpenSegments open, BucketArray buckets, Maintenance maintenance, ulong hashSeed)
    {
        _segments = segments;
        _open = open;
        _buckets = buckets;
        _maintenance = maintenance;
        _hashSeed = hashSeed;
    }

    /// <summary>Bytes that <see cref="SaveTable"/> writes.</summary>
    public long TableBytes => _buckets.ImageBytes;

    /// <summary>Bring every segment and bucket to a state that lasts; returns the items there are.</summary>
    public long Settle(in EpochGuard guard)
    {
        _maintenance.Settle(guard);
        _segments.ReturnSpares(_buckets.Overflow);
        return _segments.Sum(StorageMetric.ItemCurrent);
    }

    /// <summary>What is to be written down of a settled partition beside segments and table.</summary>
    /// <param name="scheduledFlush">When a flush is to come, in milliseconds on the node's clock; or 0.</param>
    public PartitionRecord Record(long scheduledFlush) => new()
    {
        HashSeed = _hashSeed,
        Sequence = _segments.Sequence,
        FlushedSequence = _segments.FlushedSequence,
        ScheduledFlush = scheduledFlush,
        Items = _segments.Sum(StorageMetric.ItemCurrent),
        ItemBytes = _segments.Sum(StorageMetric.ItemCurrentBytes),
        DeadItems = _segments.Sum(StorageMetric.ItemDead),
        DeadBytes = _segments.Sum(StorageMetric.ItemDeadBytes),
        Owner = _segments.Owner,
        TableBytes = TableBytes,
    };

    public void SaveTable(SnapshotWriter writer) => _buckets.Save(writer);

    /// <summary>Take over everything of an image but the table, which is there already.</summary>
    public void Adopt(PartitionImage image)
    {
        PartitionRecord record = image.Record;
        _segments.Adopt(record, image.Segments);
        foreach (int segment in image.Segments)
        {
            if (_segments.Headers[segment].State == SegmentState.Open)
            {
                _open.Adopt(segment);
            }
        }

        CounterBlock counters = _segments.Writer(image.Participant).Counters;
        counters.Add((int)StorageMetric.ItemRestore, record.Items);
        counters.Add((int)StorageMetric.ItemCurrent, record.Items);
        counters.Add((int)StorageMetric.ItemCurrentBytes, record.ItemBytes);
        counters.Add((int)StorageMetric.ItemDead, record.DeadItems);
        counters.Add((int)StorageMetric.ItemDeadBytes, record.DeadBytes);
    }
}
