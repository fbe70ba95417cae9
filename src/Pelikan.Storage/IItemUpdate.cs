using System;

namespace Pelikan.Storage;

/// <summary>
/// A change that depends on what the item is: the store calls it with the present item, and again whenever that was changed by another
/// thread before the result was in place. So the whole is atomic on its key. Implemented by structs, so that it costs no allocation.
/// Nothing of the present item may be kept from one call to the next: it may lie elsewhere by then. Neither call throws.
/// </summary>
public interface IItemUpdate
{
    /// <summary>Say what is to become of the item.</summary>
    /// <param name="present">The live item of the key, with its CAS id; empty where there is none.</param>
    /// <param name="exists">Whether there is one.</param>
    /// <param name="item">What to store, for <see cref="UpdateAction.Store"/>.</param>
    UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item);

    /// <summary>Fill in the value that is to be stored.</summary>
    /// <param name="present">The item that was decided on.</param>
    /// <param name="value">As many bytes as were decided, with anything in them: all are to be written.</param>
    void Write(scoped in ItemView present, scoped Span<byte> value);
}
