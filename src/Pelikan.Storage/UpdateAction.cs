namespace Pelikan.Storage;

/// <summary>What an <see cref="IItemUpdate"/> makes of an item.</summary>
public enum UpdateAction : byte
{
    /// <summary>It stays as it is, or absent.</summary>
    Leave,

    /// <summary>It is taken out; where there is none, nothing happens.</summary>
    Remove,

    /// <summary>A new item takes its place.</summary>
    Store,

    /// <summary>It stays what it is, its CAS id included, and has another expiry; where there is none, nothing happens.</summary>
    Touch,
}
