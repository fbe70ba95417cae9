namespace Pelikan.Storage.Eviction;

/// <summary>What became of a segment's live items, apart from those that were dropped.</summary>
internal record struct SiftResult(int Moved, int Left);
