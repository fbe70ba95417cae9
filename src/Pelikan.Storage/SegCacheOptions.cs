using System;
using System.Numerics;
using Pelikan.Storage.Eviction;

namespace Pelikan.Storage;

/// <summary>The bounds of one partition. Immutable; checked once, when the partition is made.</summary>
public sealed record SegCacheOptions
{
    /// <summary>Heap bytes for each slot the hash table begins with where its size is not given: right for large items; for small ones it grows.</summary>
    private const int HeapBytesPerSlot = 2048;

    private const int ShareWeightMax = 1_000_000;
    private const int HashPowerMin = 10;
    private const int HashPowerMax = 36;

    /// <summary>Lanes come only where each would still leave this many segments.</summary>
    private const int SegmentsPerLane = 64;

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

    /// <summary>Free segments kept ready for writers; 0 = one in 64, at least one.</summary>
    public int FreeSegmentsReserve { get; init; }

    /// <summary>Threads that write at the same time, from which the number of lanes follows.</summary>
    public int WritersMax { get; init; } = 1;

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

        if (MergeTarget < 2 || MergeMax < MergeTarget || MergeMax > MergeChoice.SourcesMax)
        {
            return $"merge_target {MergeTarget} and merge_max {MergeMax} must hold 2 <= merge_target <= merge_max <= {MergeChoice.SourcesMax}";
        }

        return WritersMax < 1 ? "a partition needs at least one writer" : null;
    }

    /// <summary>Open segments of one TTL bucket: one where segments are few, up to one a writer where they are many.</summary>
    internal int Lanes(int segments)
    {
        int wanted = Math.Min(WritersMax, Math.Max(1, segments / SegmentsPerLane));
        return 1 << BitOperations.Log2((uint)wanted);
    }

    /// <summary>Free segments the owner keeps ready.</summary>
    internal int Reserve(int segments) =>
        Eviction == EvictionKind.None ? 0 : Math.Max(1, FreeSegmentsReserve != 0 ? Math.Min(FreeSegmentsReserve, segments / 2) : segments / 64);

    /// <summary>Segments writers leave alone, so that a merge finds a destination.</summary>
    internal int MergeSpare(int segments) => Eviction == EvictionKind.Merge && segments >= 8 ? 1 : 0;
}
