using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Restart;

/// <summary>Makes of a snapshot what it was made of.</summary>
internal static class HeapRestore
{
    /// <summary>Fill a pool that is not yet in use, and find what its partitions were.</summary>
    /// <param name="reader">At the start of a snapshot.</param>
    /// <param name="partitions">How many there are in it.</param>
    /// <param name="pool">Of the same number of segments.</param>
    /// <param name="participant">On whose account the dead of all threads of the earlier node go.</param>
    public static ImmutableArray<PartitionImage> Load(
        SnapshotReader reader, int partitions, SegmentPool pool, EpochParticipant participant)
    {
        reader.Read(pool.Headers.Image);

        // Segments count from 1.
        reader.Read(pool.DeadOf(participant.Index).AsSpan(1, pool.Count));
        Dictionary<int, List<int>> segments = SegmentsByOwner(pool);
        ImmutableArray<PartitionImage>.Builder images = ImmutableArray.CreateBuilder<PartitionImage>(partitions);
        Span<byte> bytes = stackalloc byte[PartitionRecord.SizeBytes];
        while (images.Count < partitions)
        {
            reader.Read(bytes);
            PartitionRecord record = PartitionRecord.Read(bytes);
            images.Add(new PartitionImage(
                record, segments.Remove(record.Owner, out List<int>? own) ? own : [], reader.At(reader.Position), participant));
            reader.Skip(record.TableBytes);
        }

        Invariant.Require(segments.Count == 0, "every segment in use belongs to a partition of the snapshot");
        pool.FindFree();
        return images.MoveToImmutable();
    }

    private static Dictionary<int, List<int>> SegmentsByOwner(SegmentPool pool)
    {
        Dictionary<int, List<int>> segments = [];
        for (int segment = 1; segment <= pool.Count; segment++)
        {
            ref SegmentHeader header = ref pool.Headers[segment];

            // The epochs of the earlier node are over, and its numbers mean nothing in this one.
            header.EnterState(header.State, epoch: 0);
            if (header.Owner == 0)
            {
                continue;
            }

            if (!segments.TryGetValue(header.Owner, out List<int>? own))
            {
                segments.Add(header.Owner, own = []);
            }

            own.Add(segment);
        }

        return segments;
    }
}
