using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Items;

/// <summary>Copies an item to another place: for merges and touches, which keep what the item is and change where it lies.</summary>
internal static class ItemCopier
{
    /// <summary>The options of a copy: a CAS id that a client has seen goes with it.</summary>
    public static ItemOptions OptionsOf(ItemRef item, Instant expiry) =>
        ItemHeader.OptionsFor(item.Flags, expiry, KeptCasMark(item)) | (item.Options & (ItemOptions.CasObserved | ItemOptions.HasTraits));

    public static int SizeOf(ItemRef item, Instant expiry) =>
        ItemHeader.SizeOf(OptionsOf(item, expiry), item.KeyLength, item.ValueLength);

    /// <summary>Write a copy, with further marks, into reserved space of <see cref="SizeOf"/> bytes.</summary>
    public static void Write(
        PartitionSegments segments, ItemInfo info, ItemRef item, Instant expiry, ItemOptions marks, Span<byte> space)
    {
        ulong cas = KeptCasMark(item) == 0 ? 0 : CasId.Of(segments, info, item);
        ItemHeader.Write(space, OptionsOf(item, expiry) | marks, item.Key, item.Value, item.Flags, expiry, cas, item.Traits);
    }

    private static ulong KeptCasMark(ItemRef item) =>
        (item.Options & (ItemOptions.CasObserved | ItemOptions.HasCas)) != 0 ? 1UL : 0;
}
