namespace Pelikan.Storage;

/// <summary>What is known of the reads of an item before this one.</summary>
/// <param name="Fetched">Whether it had been read since it was stored; of an item without marks, whether its key had been.</param>
/// <param name="SecondsAgo">Whole seconds since the last read, or since it was stored; -1 where that is not kept.</param>
public readonly record struct ItemAccess(bool Fetched, long SecondsAgo);
