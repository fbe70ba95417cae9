using System;

namespace Pelikan.Storage;

/// <summary>What a read is for.</summary>
[Flags]
public enum ReadIntent : byte
{
    /// <summary>To look, and leave no trace.</summary>
    Peek = 0,

    /// <summary>To use the item: it counts for eviction, and is remembered as fetched now.</summary>
    Use = 1,

    /// <summary>To tell the CAS id to a client; later stores honour it.</summary>
    Cas = 2,
}
