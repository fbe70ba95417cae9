namespace Pelikan.Storage;

/// <summary>What an <see cref="IItemUpdate"/> stores, but for the value itself.</summary>
/// <param name="ValueLength">Bytes of the value.</param>
/// <param name="Flags">The client's opaque bits.</param>
/// <param name="Expiry">When it expires; if that has passed, nothing is stored and what was there is taken out.</param>
public readonly record struct NewItem(int ValueLength, uint Flags, Instant Expiry)
{
    /// <summary>The CAS id it is to have; 0 for one of its own.</summary>
    public ulong Cas { get; init; }

    public ItemKind Kind { get; init; }

    public ItemMarks Marks { get; init; }

    /// <summary>Whether its reads are to be remembered; so they are of a collection, and of an item with marks.</summary>
    public bool KeepsAccess { get; init; }

    /// <summary>
    /// Whether a client will be told its CAS id: later stores honour it. Counts for <see cref="UpdateAction.Touch"/> and
    /// <see cref="UpdateAction.Leave"/> too, where it is about the present item.
    /// </summary>
    public bool TellsCas { get; init; }

    /// <summary>Another value of the same length or not, and everything else as it is; a CAS id of its own.</summary>
    public static NewItem Of(scoped in ItemView present, int valueLength)
    {
        NewItem plain = new(valueLength, present.Flags, present.Expiry);
        return present.KeepsAccess ? plain with { Kind = present.Kind, Marks = present.Marks, KeepsAccess = true } : plain;
    }

    /// <summary>Whether it takes a block of traits in memory.</summary>
    internal bool HasTraits => Kind != ItemKind.String || Marks != ItemMarks.None || KeepsAccess;
}
