namespace Pelikan.Storage.Items;

/// <summary>
/// What only some items have: collections, and items whose reads a client wants to know about.
/// <code>
///  | kind 4 (low), marks 4 (high) | second of the last access 32 |
/// </code>
/// </summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Marks">Of these <see cref="ItemMarks.Fetched"/> may be set in place; the others change with the item alone.</param>
/// <param name="AccessSecond">On the node's clock: of the last read, or else when the item was stored. Written in place by readers.</param>
internal readonly record struct ItemTraits(ItemKind Kind, ItemMarks Marks, uint AccessSecond)
{
    public const int MarksShift = 4;

    private const int KindMask = (1 << MarksShift) - 1;

    public byte Packed => (byte)((int)Kind | ((int)Marks << MarksShift));

    public static ItemTraits Of(byte packed, uint accessSecond) =>
        new((ItemKind)(packed & KindMask), (ItemMarks)(packed >> MarksShift), accessSecond);
}
