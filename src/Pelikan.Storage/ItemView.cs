using System;
using System.Runtime.CompilerServices;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage;

/// <summary>
/// One item as it lies in memory: no copy, decoded as it is asked. It cannot outlive the <see cref="EpochGuard"/> it was read
/// under; the compiler sees to that, because the store hands it out against an <c>in</c> guard. The default has an empty value.
/// </summary>
public readonly ref struct ItemView
{
    private readonly ItemRef _item;

    /// <param name="image">An item as <see cref="WriteImage"/> lays it out.</param>
    /// <param name="cas">Its CAS id; 0 where the read did not ask for it.</param>
    public ItemView(Span<byte> image, ulong cas)
        : this(new ItemRef(image), cas)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ItemView(ItemRef item, ulong cas)
    {
        _item = item;
        Cas = cas;
    }

    public ReadOnlySpan<byte> Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _item.Exists ? _item.Key : default;
    }

    public ReadOnlySpan<byte> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _item.Exists ? _item.Value : default;
    }

    /// <summary>The client's 32 opaque bits.</summary>
    public uint Flags => _item.Exists ? _item.Flags : 0;

    /// <summary>Never 0 for a stored item. Only meaningful when the read asked for it.</summary>
    public ulong Cas { get; }

    /// <summary>What the value is; a string where there is no item.</summary>
    public ItemKind Kind => KeepsAccess ? _item.Traits.Kind : ItemKind.String;

    public ItemMarks Marks => KeepsAccess ? _item.Traits.Marks : ItemMarks.None;

    /// <summary>Whether its reads are remembered: what a new version of it does, too.</summary>
    public bool KeepsAccess
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _item.Exists && (_item.Options & ItemOptions.HasTraits) != 0;
    }

    public Instant Expiry => _item.Exists ? _item.Expiry : default;

    /// <summary>Lay an item out in <paramref name="space"/>, for stores that keep items in another form than segments do.</summary>
    /// <returns>Bytes it takes; more than there are, and nothing is written.</returns>
    public static int WriteImage(Span<byte> space, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, in NewItem item)
    {
        ItemOptions options = ItemHeader.OptionsFor(item.Flags, item.Expiry, cas: 0, item.HasTraits);
        int size = ItemHeader.SizeOf(options, key.Length, value.Length);
        if (size <= space.Length)
        {
            ItemHeader.Write(space, options, key, value, item.Flags, item.Expiry, cas: 0, new ItemTraits(item.Kind, item.Marks, 0));
        }

        return size;
    }
}
