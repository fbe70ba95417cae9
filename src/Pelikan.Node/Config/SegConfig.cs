using Pelikan.Storage.Eviction;
using Pelikan.Storage.Memory;

namespace Pelikan.Node.Config;

/// <summary>The Segcache storage engine. All sizes in bytes.</summary>
public sealed record SegConfig
{
    /// <summary>The hash table of a shard starts with 2 to this power of item slots; 0 derives it from the heap.</summary>
    public int HashPower { get; init; }

    /// <summary>Memory for items, of all shards together.</summary>
    public long HeapSize { get; init; } = 64L * 1024 * 1024;

    /// <summary>Size of one segment, a power of two.</summary>
    public int SegmentSize { get; init; } = 2 * 1024 * 1024;

    public EvictionKind Eviction { get; init; } = EvictionKind.Merge;

    /// <summary>A merge keeps about one part in this many of the bytes it looks at.</summary>
    public int MergeTarget { get; init; } = 4;

    /// <summary>Segments that one merge looks at, at most.</summary>
    public int MergeMax { get; init; } = 8;

    /// <summary>Segments of which at least one part in this many is dead are cleared of it; 0 = never.</summary>
    public int CompactTarget { get; init; } = 8;

    /// <summary>Partitions of this node, a power of two.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>The file that keeps the heap from one run to the next; empty for memory that ends with the process.</summary>
    public string DatapoolPath { get; init; } = "";

    /// <summary>Segments of a shard kept free ahead of demand; 0 derives it from the heap.</summary>
    public int FreeSegmentsReserve { get; init; }

    /// <summary>Which pages the heap lies in.</summary>
    public HugePages HugePages { get; init; } = HugePages.Transparent;

    /// <summary>Whether the whole heap is touched before the server answers.</summary>
    public bool Prefault { get; init; }
}
