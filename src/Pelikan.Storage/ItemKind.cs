namespace Pelikan.Storage;

/// <summary>What the value of an item is. The numbers are in heap files.</summary>
public enum ItemKind : byte
{
    /// <summary>Bytes that mean nothing to the store.</summary>
    String = 0,

    List = 1,
    Set = 2,
    SortedSet = 3,
    Hash = 4,
}
