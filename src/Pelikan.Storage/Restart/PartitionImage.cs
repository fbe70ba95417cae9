using System.Collections.Generic;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage.Restart;

/// <summary>A partition in a snapshot: what a new one is made from, once.</summary>
public sealed class PartitionImage
{
    private readonly SnapshotReader _table;

    internal PartitionImage(PartitionRecord record, List<int> segments, SnapshotReader table, EpochParticipant participant)
    {
        Record = record;
        Segments = segments;
        Participant = participant;
        _table = table;
    }

    internal PartitionRecord Record { get; }

    /// <summary>The segments whose headers name it.</summary>
    internal IReadOnlyList<int> Segments { get; }

    /// <summary>On whose account its counts go.</summary>
    internal EpochParticipant Participant { get; }

    /// <summary>At the start of the table's image.</summary>
    internal SnapshotReader Table => _table.At(_table.Position);
}
