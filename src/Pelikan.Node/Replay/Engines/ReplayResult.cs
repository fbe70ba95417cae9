namespace Pelikan.Node.Replay.Engines;

/// <summary>What one engine of one size made of a trace. Sizes in bytes.</summary>
internal sealed record ReplayResult
{
    public required string Policy { get; init; }

    /// <summary>Memory for items: the setting that gives this result.</summary>
    public required long HeapBytes { get; init; }

    /// <summary>0 where there are no segments.</summary>
    public int SegmentBytes { get; init; }

    /// <summary>Hash table, with its overflow.</summary>
    public long TableBytes { get; init; }

    /// <summary>What describes the segments.</summary>
    public long HeaderBytes { get; init; }

    public required ReplayCounts Counts { get; init; }

    /// <summary>Items dropped because their time was over.</summary>
    public required long Expired { get; init; }

    /// <summary>Live items dropped to make room.</summary>
    public required long Evicted { get; init; }

    /// <summary>Items stored at the end.</summary>
    public required long Items { get; init; }

    /// <summary>Memory an item takes at the end beside its key and value; null where nothing is stored.</summary>
    public required double? OverheadBytes { get; init; }

    /// <summary>Time the engine was at work.</summary>
    public required double Seconds { get; init; }

    /// <summary>Everything the engine may take: heap, hash table and headers.</summary>
    public long MemoryBytes => HeapBytes + TableBytes + HeaderBytes;

    /// <summary>Reads that missed, of all; 0 where there were none.</summary>
    public double MissRatio => Counts.Reads == 0 ? 0 : (double)Counts.Misses / Counts.Reads;

    /// <summary>Bytes that missed, of all read; 0 where there were none.</summary>
    public double ByteMissRatio => Counts.ReadBytes == 0 ? 0 : (double)Counts.MissBytes / Counts.ReadBytes;

    public double RequestsPerSecond => Seconds <= 0 ? 0 : Counts.Requests / Seconds;
}
