using System;
using System.Numerics;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Items;

namespace Pelikan.Storage;

/// <summary>The bounds of one partition. Immutable; checked once, when the partition is made.</summary>
public sealed record SegCacheOptions
{
    /// <summary>Heap bytes for each slot the hash table begins with where its size is not given: right for large items; for small ones it grows.</summary>
    private const int HeapBytesPerSlot = 2048;

    private const int ShareWeightMax = 1_000_000;
    private const int MergeMaxMax = 32;
    private const int HashPowerMin = 10;
    private const int HashPowerMax = 36;

    /// <summary>Lanes come only where each would still leave this many segments.</summary>
    private const int SegmentsPerLane = 64;

    /// <summary>A segment is spared where there are as many: by policies whose evictions have survivors, and by the others for compaction.</summary>
    private const int SpareFromSifting = 8;
    private const int SpareFrom = 32;

    /// <summary>
    /// Bytes of heap the partition is expected to have, from which the sizes of its tables follow. What it may hold is its share of
    /// the pool, by <see cref="ShareWeight"/>, whoever else there is at a time.
    /// </summary>
    public long HeapBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>The partition's part of the pool in relation to other partitions' parts.</summary>
    public int ShareWeight { get; init; } = 1;

    /// <summary>Log2 of the number of item slots the hash table begins with; 0 = one slot for each 2 KiB of heap. It grows with its items.</summary>
    public int HashPower { get; init; }

    public EvictionKind Eviction { get; init; } = EvictionKind.Merge;

    /// <summary>A merge keeps about one part in this many of the bytes it looks at.</summary>
    public int MergeTarget { get; init; } = 4;

    /// <summary>Segments that one merge looks at, at most.</summary>
    public int MergeMax { get; init; } = 8;

    /// <summary>A segment's live items are moved together with others' if at least one part in this many of it is dead; 0 = never.</summary>
    public int CompactTarget { get; init; } = 8;

    /// <summary>Free segments kept ready for writers; 0 = one in 64, at least one.</summary>
    public int FreeSegmentsReserve { get; init; }

    /// <summary>Threads that write at the same time, from which the number of lanes follows.</summary>
    public int WritersMax { get; init; } = 1;

    /// <summary>
    /// Bytes of the largest value that is stored, however it comes about. One that is larger already, of a run that had another
    /// bound, may be given another value as large.
    /// </summary>
    public int ValueBytesMax { get; init; } = ItemHeader.ValueBytesMax;

    /// <summary>The hash power in force.</summary>
    public int EffectiveHashPower => HashPower != 0
        ? HashPower
        : Math.Clamp(BitOperations.Log2((ulong)HeapBytes / HeapBytesPerSlot), HashPowerMin, HashPowerMax);

    /// <summary>What is wrong with these options, or null.</summary>
    public string? Validate(int segmentBytes)
    {
        if (HeapBytes < 2L * segmentBytes)
        {
            return $"a heap of {HeapBytes} bytes holds fewer than 2 segments of {segmentBytes} bytes for each shard";
        }

        if (ShareWeight < 1 || ShareWeight > ShareWeightMax)
        {
            return $"a share's weight of {ShareWeight} is outside 1 to {ShareWeightMax}";
        }

        if (HashPower != 0 && (HashPower < 3 || HashPower > HashPowerMax))
        {
            return $"hash_power {HashPower} is outside 3 to {HashPowerMax}";
        }

        if (MergeTarget < 2 || MergeMax < MergeTarget || MergeMax > MergeMaxMax)
        {
            return $"merge_target {MergeTarget} and merge_max {MergeMax} must hold 2 <= merge_target <= merge_max <= {MergeMaxMax}";
        }

        if (CompactTarget < 0 || CompactTarget == 1)
        {
            return $"compact_target {CompactTarget} must be 0, or at least 2";
        }

        if (ValueBytesMax < 1 || ValueBytesMax > ItemHeader.ValueBytesMax)
        {
            return $"a largest value of {ValueBytesMax} bytes is outside 1 to {ItemHeader.ValueBytesMax}";
        }

        return WritersMax < 1 ? "a partition needs at least one writer" : null;
    }

    /// <summary>Open segments of one TTL bucket: one where segments are few, up to one a writer where they are many.</summary>
    internal int Lanes(int segments)
    {
        int wanted = Math.Min(WritersMax, Math.Max(1, segments / SegmentsPerLane));
        return 1 << BitOperations.Log2((uint)wanted);
    }

    /// <summary>Queues of segments that items are stored in.</summary>
    internal int Queues => Eviction is EvictionKind.Merge or EvictionKind.S3Fifo ? 2 : 1;

    /// <summary>Free segments the owner keeps ready. Where nothing is evicted, it may still clear some of their dead.</summary>
    internal int Reserve(int segments) =>
        Math.Max(1, FreeSegmentsReserve != 0 ? Math.Min(FreeSegmentsReserve, segments / 2) : segments / 64);

    /// <summary>Segments writers leave alone, so that what an eviction or a compaction moves finds a place.</summary>
    internal int Spare(int segments) =>
        Eviction switch
        {
            EvictionKind.Merge or EvictionKind.S3Fifo => segments >= SpareFromSifting ? 1 : 0,
            _ => segments >= SpareFrom ? 1 : 0,
        };
}
