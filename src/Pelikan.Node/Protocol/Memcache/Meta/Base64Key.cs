using System;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// Keys in base64, read as memcached reads them: bytes outside the alphabet are passed over, those inside it must be a multiple of four,
/// and what stands behind the first padded four is not looked at.
/// </summary>
internal static class Base64Key
{
    /// <summary>The most bytes that <see cref="Encode"/> writes: four for three.</summary>
    public const int EncodedMax = (MemcacheKey.LengthMax + 2) / 3 * 4;

    private const byte Padding = (byte)'=';
    private const byte Outside = 0x80;

    private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    /// <summary>Whether the text is a key in base64.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text)
    {
        Span<byte> space = stackalloc byte[MemcacheKey.LengthMax];
        return text.Length <= MemcacheKey.LengthMax && Decode(text, space) > 0;
    }

    /// <summary>Decode into space of at least the text's length. Returns the bytes of the key; 0 if it is none.</summary>
    public static int Decode(ReadOnlySpan<byte> text, Span<byte> space)
    {
        if (!HasWholeBlocks(text))
        {
            return 0;
        }

        int written = 0;
        int filled = 0;
        int padding = 0;
        int block = 0;
        foreach (byte letter in text)
        {
            byte bits = BitsOf(letter);
            if (bits == Outside)
            {
                continue;
            }

            padding += letter == Padding ? 1 : 0;
            block = (block << 6) | bits;
            if (++filled < 4)
            {
                continue;
            }

            space[written++] = (byte)(block >> 16);
            space[written++] = (byte)(block >> 8);
            space[written++] = (byte)block;
            (filled, block) = (0, 0);
            if (padding > 0)
            {
                return padding <= 2 ? written - padding : 0;
            }
        }

        return written;
    }

    /// <summary>Encode a key. Returns the bytes written.</summary>
    public static int Encode(ReadOnlySpan<byte> key, Span<byte> space)
    {
        int written = 0;
        for (int at = 0; at < key.Length; at += 3)
        {
            int left = key.Length - at;
            int block = (key[at] << 16) | (left > 1 ? key[at + 1] << 8 : 0) | (left > 2 ? key[at + 2] : 0);
            space[written++] = Alphabet[block >> 18];
            space[written++] = Alphabet[(block >> 12) & 63];
            space[written++] = left > 1 ? Alphabet[(block >> 6) & 63] : Padding;
            space[written++] = left > 2 ? Alphabet[block & 63] : Padding;
        }

        return written;
    }

    /// <summary>Whether a key can stand in a line as it is.</summary>
    public static bool IsText(ReadOnlySpan<byte> key) => !key.ContainsAnyInRange((byte)0, (byte)' ');

    private static bool HasWholeBlocks(ReadOnlySpan<byte> text)
    {
        int letters = 0;
        foreach (byte letter in text)
        {
            letters += BitsOf(letter) == Outside ? 0 : 1;
        }

        return letters > 0 && letters % 4 == 0;
    }

    private static byte BitsOf(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => (byte)(letter - 'A'),
        >= (byte)'a' and <= (byte)'z' => (byte)(letter - 'a' + 26),
        >= (byte)'0' and <= (byte)'9' => (byte)(letter - '0' + 52),
        (byte)'+' => 62,
        (byte)'/' => 63,
        Padding => 0,
        _ => Outside,
    };
}
