using System.Runtime.Intrinsics;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// Compares the tags of a whole bucket at once. Which slot matches then costs no mispredicted branch, so that a core
/// goes on to the next key while this one's cache line is on its way.
/// </summary>
internal static unsafe class TagMatch
{
    private const int HalfSlots = 4;

    /// <summary>
    /// A bit for each of the eight words whose top bits are the tag. A hint: words change while it is made, so a hit is read again.
    /// </summary>
    // SAFETY: a bucket is 64 bytes, aligned to 64; both loads lie inside it.
    public static uint Slots(ulong* words, ulong tag)
    {
        Vector256<ulong> wanted = Vector256.Create(tag);
        Vector256<ulong> low = Vector256.ShiftRightLogical(Vector256.LoadAligned(words), ItemInfo.TagShift);
        Vector256<ulong> high = Vector256.ShiftRightLogical(Vector256.LoadAligned(words + HalfSlots), ItemInfo.TagShift);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | (Vector256.Equals(high, wanted).ExtractMostSignificantBits() << HalfSlots);
    }
}
