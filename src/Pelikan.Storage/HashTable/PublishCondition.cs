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

    /// <summary>As <see cref="SameLocation"/>, and the new item is a copy: it is to carry a CAS id that a client has seen.</summary>
    Copy,
}
