namespace Pelikan.Storage.Restart;

/// <summary>What a heap must have in common with the one whose items it takes over.</summary>
/// <param name="HeapBytes">A multiple of the segment size.</param>
/// <param name="SegmentBytes">Size of a segment.</param>
/// <param name="Partitions">Partitions that share the heap; a key's place depends on their number.</param>
public readonly record struct HeapShape(long HeapBytes, int SegmentBytes, int Partitions);
