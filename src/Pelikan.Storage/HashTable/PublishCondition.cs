namespace Pelikan.Storage.HashTable;

/// <summary>What must hold of a key for a new item to take its place.</summary>
internal enum PublishCondition
{
    Always,

    /// <summary>No live item has the key.</summary>
    Absent,

    /// <summary>A live item has the key.</summary>
    Present,

    /// <summary>The live item of the key is the copy at a given location: nothing was stored since it was read.</summary>
    SameLocation,
}
