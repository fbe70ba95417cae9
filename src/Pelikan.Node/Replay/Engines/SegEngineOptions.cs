using System.Numerics;
using Pelikan.Storage;
using Pelikan.Storage.Eviction;

namespace Pelikan.Node.Replay.Engines;

/// <summary>Settings that the engines of a sweep share. Those of size zero are derived.</summary>
internal sealed record SegEngineOptions
{
    /// <summary>Segments a heap is cut into, at least, where the user gives no segment size.</summary>
    private const int SegmentsWanted = 128;

    private const int SegmentBytesMin = 64 * 1024;

    /// <summary>The server's default.</summary>
    private const int SegmentBytesDefault = 2 * 1024 * 1024;

    public EvictionKind Eviction { get; init; } = EvictionKind.Merge;

    /// <summary>0: as the server's default, and smaller in heaps that would have few of them.</summary>
    public int SegmentBytes { get; init; }

    public int HashPower { get; init; }

    public int MergeTarget { get; init; } = new SegCacheOptions().MergeTarget;

    public int MergeMax { get; init; } = new SegCacheOptions().MergeMax;

    /// <summary>The segment size of a heap.</summary>
    public int SegmentBytesOf(long heapBytes)
    {
        if (SegmentBytes != 0)
        {
            return SegmentBytes;
        }

        long wanted = heapBytes / SegmentsWanted;
        return wanted <= SegmentBytesMin ? SegmentBytesMin
            : wanted >= SegmentBytesDefault ? SegmentBytesDefault
            : 1 << BitOperations.Log2((ulong)wanted);
    }

    /// <summary>The largest heap of whole segments within so many bytes.</summary>
    public long HeapOf(long bytes) => bytes - (bytes % SegmentBytesOf(bytes));

    /// <summary>What storage is told.</summary>
    public SegCacheOptions Of(long heapBytes) => new()
    {
        HeapBytes = heapBytes,
        HashPower = HashPower,
        Eviction = Eviction,
        MergeTarget = MergeTarget,
        MergeMax = MergeMax,
        WritersMax = 1,
    };
}
