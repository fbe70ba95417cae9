namespace Pelikan.Storage;

/// <summary>How a storage operation ended. A normal outcome, never an exception: the data path decides on it.</summary>
public enum StoreStatus : byte
{
    /// <summary>Found, stored, deleted or touched.</summary>
    Ok,

    /// <summary>No live item has this key.</summary>
    NotFound,

    /// <summary>The item's CAS id is not the one given.</summary>
    Exists,

    /// <summary>The condition of add, replace, append or prepend does not hold.</summary>
    NotStored,

    /// <summary>The item does not fit in one segment, or is over the configured value size.</summary>
    TooLarge,

    /// <summary>No segment is free and none may be evicted.</summary>
    NoSpace,

    /// <summary>The value is not a decimal number that fits in 64 bits.</summary>
    NotNumeric,

    /// <summary>The item is a collection, which a plain read cannot give.</summary>
    WrongKind,
}
