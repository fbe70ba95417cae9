using System;
using System.Collections.Generic;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Restart;

/// <summary>Puts a store into a state that can be written down, and writes it down. Nobody else is at work.</summary>
internal static class HeapSeal
{
    /// <summary>Bytes of the snapshot of a store as it is now.</summary>
    public static long Bytes(SegmentPool pool, IReadOnlyList<SegCache> partitions)
    {
        long bytes = (long)pool.Count * (SegmentHeader.SizeBytes + sizeof(long));
        foreach (SegCache partition in partitions)
        {
            bytes += PartitionRecord.SizeBytes + partition.Restart.TableBytes;
        }

        return bytes;
    }

    /// <summary>Bring every segment to one of the states that last: free, open, sealed. Returns the items there are.</summary>
    public static long Settle(IReadOnlyList<SegCache> partitions, EpochParticipant participant, Instant now)
    {
        using EpochGuard guard = participant.Enter(now);
        long items = 0;
        foreach (SegCache partition in partitions)
        {
            items += partition.Restart.Settle(guard);
        }

        return items;
    }

    /// <summary>What <see cref="HeapRestore.Load"/> reads.</summary>
    public static void Write(SnapshotWriter writer, SegmentPool pool, IReadOnlyList<SegCache> partitions)
    {
        writer.Append(pool.Headers.Image);
        for (int segment = 1; segment <= pool.Count; segment++)
        {
            writer.Append(pool.SumOfDead(segment));
        }

        Span<byte> bytes = stackalloc byte[PartitionRecord.SizeBytes];
        foreach (SegCache partition in partitions)
        {
            partition.Restart.Record(partition.ScheduledFlushMilliseconds).Write(bytes);
            writer.Append(bytes);
            partition.Restart.SaveTable(writer);
        }
    }
}
