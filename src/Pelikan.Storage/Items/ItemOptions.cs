using System;

namespace Pelikan.Storage.Items;

/// <summary>The option byte of an item: which optional fields follow, and two advisory marks.</summary>
[Flags]
internal enum ItemOptions : byte
{
    None = 0,
    HasExpiry = 1,
    HasFlags = 2,
    HasCas = 4,

    /// <summary>Advisory: a client has seen the CAS id, so a copy must keep it.</summary>
    CasObserved = 8,

    /// <summary>Advisory: no slot links here any more. Spares the walker a look-up; absent it means nothing.</summary>
    Dead = 16,

    /// <summary>The item has an <see cref="ItemTraits"/> block.</summary>
    HasTraits = 32,
}
