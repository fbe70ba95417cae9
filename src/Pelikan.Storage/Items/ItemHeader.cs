using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Pelikan.Storage.Items;

/// <summary>
/// The bytes of one item. Only the first five are always there.
/// <code>
///  +--------+-----------------+-----------+- - - - - - -+- - - - - -+- - - - - -+- - - - - -+-----+-------+
///  | klen 8 | value length 24 | options 8 | expiry 40   | flags 32  | CAS id 64 | traits 40 | key | value |
///  +--------+-----------------+-----------+- - - - - - -+- - - - - -+- - - - - -+- - - - - -+-----+-------+
/// </code>
/// Numbers are little-endian; the expiry is in milliseconds on the node's clock. Items follow each other without gaps.
/// After it is published an item does not change, but for the two advisory option bits and what <see cref="ItemTraits"/> says of reads.
/// </summary>
internal static class ItemHeader
{
    public const int KeyBytesMax = byte.MaxValue;
    public const int ValueBytesMax = (1 << 24) - 1;
    public const int OptionsOffset = 4;
    public const int FixedBytes = 5;
    public const int ExpiryBytes = 5;
    public const int FlagsBytes = 4;
    public const int CasBytes = 8;
    public const int TraitsBytes = 5;

    private const int FieldMask = (int)(ItemOptions.HasExpiry | ItemOptions.HasFlags | ItemOptions.HasCas);

    private const int TraitsShift = 5;

    private const ulong OptionalBytesTable =
        ((ulong)ExpiryBytes << 8)
        | ((ulong)FlagsBytes << 16)
        | ((ulong)(ExpiryBytes + FlagsBytes) << 24)
        | ((ulong)CasBytes << 32)
        | ((ulong)(ExpiryBytes + CasBytes) << 40)
        | ((ulong)(FlagsBytes + CasBytes) << 48)
        | ((ulong)(ExpiryBytes + FlagsBytes + CasBytes) << 56);

    /// <summary>The latest expiry that 40 bits hold: 34 years. Later ones count as never.</summary>
    public const long ExpiryMax = (1L << 40) - 1;

    /// <summary>Bytes an item takes in its segment: the one definition of size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(ItemOptions options, int keyBytes, int valueBytes) =>
        OptionalBytes(options) + FixedBytes + keyBytes + valueBytes;

    /// <summary>Bytes of the optional fields, from their option bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OptionalBytes(ItemOptions options) =>
        BytesBeforeTraits(options) + ((((int)options >> TraitsShift) & 1) * TraitsBytes);

    /// <summary>Bytes of expiry, flags and CAS id: a table of eight bytes in one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BytesBeforeTraits(ItemOptions options) => (byte)(OptionalBytesTable >> (((int)options & FieldMask) << 3));

    /// <summary>Which optional fields an item with these properties has.</summary>
    public static ItemOptions OptionsFor(uint flags, Instant expiry, ulong cas, bool traits = false) =>
        (expiry.Milliseconds <= ExpiryMax ? ItemOptions.HasExpiry : 0)
        | (flags != 0 ? ItemOptions.HasFlags : 0)
        | (cas != 0 ? ItemOptions.HasCas : 0)
        | (traits ? ItemOptions.HasTraits : 0);

    /// <summary>Fill reserved space with an item that no slot will ever link to, so that walks pass over it.</summary>
    public static void WriteFiller(Span<byte> item, int size)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(item, (uint)(size - FixedBytes) << 8);
        item[OptionsOffset] = (byte)ItemOptions.Dead;
    }

    /// <summary>Fill reserved space.</summary>
    public static void Write(
        Span<byte> item,
        ItemOptions options,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> value,
        uint flags,
        Instant expiry,
        ulong cas,
        ItemTraits traits = default) =>
        value.CopyTo(Begin(item, options, key, value.Length, flags, expiry, cas, traits));

    /// <summary>Fill reserved space up to the value; returns the room for that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<byte> Begin(
        Span<byte> item,
        ItemOptions options,
        ReadOnlySpan<byte> key,
        int valueBytes,
        uint flags,
        Instant expiry,
        ulong cas = 0,
        ItemTraits traits = default)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(item, (uint)key.Length | ((uint)valueBytes << 8));
        item[OptionsOffset] = (byte)options;
        int at = FixedBytes;
        if ((options & ItemOptions.HasExpiry) != 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(item[at..], (uint)expiry.Milliseconds);
            item[at + 4] = (byte)(expiry.Milliseconds >> 32);
            at += ExpiryBytes;
        }

        if ((options & ItemOptions.HasFlags) != 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(item[at..], flags);
            at += FlagsBytes;
        }

        if ((options & ItemOptions.HasCas) != 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(item[at..], cas);
            at += CasBytes;
        }

        if ((options & ItemOptions.HasTraits) != 0)
        {
            item[at] = traits.Packed;
            BinaryPrimitives.WriteUInt32LittleEndian(item[(at + 1)..], traits.AccessSecond);
            at += TraitsBytes;
        }

        key.CopyTo(item[at..]);
        return item.Slice(at + key.Length, valueBytes);
    }
}
