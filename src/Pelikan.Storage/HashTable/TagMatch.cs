using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// Compares the tags of a whole bucket at once. Which slot matches then costs no mispredicted branch, so that a core
/// goes on to the next key while this one's cache lines are on their way; and the two lines of a head are asked for together.
/// A hint in either case: words change while it is made, so a hit is read again.
/// </summary>
internal static unsafe class TagMatch
{
    /// <summary>Words in a vector.</summary>
    private const int Step = 4;

    /// <summary>A bit for each of the sixteen words of a head whose top bits are the tag.</summary>
    // SAFETY: a head is 128 bytes, aligned to 128; all loads lie inside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Head(ulong* words, ulong tag) => Overflow(words, tag) | (Overflow(words + (2 * Step), tag) << (2 * Step));

    /// <summary>A bit for each of the eight words of an overflow bucket whose top bits are the tag.</summary>
    // SAFETY: an overflow bucket is 64 bytes, aligned to 64; both loads lie inside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Overflow(ulong* words, ulong tag)
    {
        Vector256<ulong> wanted = Vector256.Create(tag);
        Vector256<ulong> low = Vector256.ShiftRightLogical(Vector256.LoadAligned(words), ItemInfo.TagShift);
        Vector256<ulong> high = Vector256.ShiftRightLogical(Vector256.LoadAligned(words + Step), ItemInfo.TagShift);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | (Vector256.Equals(high, wanted).ExtractMostSignificantBits() << Step);
    }
}
