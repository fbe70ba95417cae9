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

    /// <summary>
    /// It stays what it is and has another expiry; one that has passed takes it out, and where there is no item, nothing happens. Its CAS id
    /// stays if a client has been told of it.
    /// </summary>
    Touch,
}
