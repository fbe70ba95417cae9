using System;
using System.Numerics;

namespace Pelikan.Node.Bench;

/// <summary>
/// The text of a key: a letter, then the key's number in hexadecimal, zero-padded to the key's size.
/// <code>
///  k 0 0 0 0 0 0 0 0 0 0 1 8 6 9 f      number 99,999 at 16 bytes
///  c 0 0 0 0 0 0 0 0 0 0 1 8 6 9 f      the counter of the same number
/// </code>
/// </summary>
internal static class KeyText
{
    private const int BitsPerDigit = 4;

    /// <summary>The fewest bytes a key may have, so that all numbers below <paramref name="keys"/> differ.</summary>
    public static int BytesMin(long keys) => 1 + Math.Max(1, (BitOperations.Log2((ulong)Math.Max(1, keys - 1)) / BitsPerDigit) + 1);

    /// <summary>Fill <paramref name="key"/>, whose length is the key's size.</summary>
    public static void Write(Span<byte> key, long number, bool isCounter)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        ulong rest = (ulong)number;
        int i = key.Length - 1;
        while (rest != 0)
        {
            key[i--] = digits[(int)(rest & 0xF)];
            rest >>= BitsPerDigit;
        }

        key[1..(i + 1)].Fill((byte)'0');
        key[0] = isCounter ? (byte)'c' : (byte)'k';
    }

    /// <summary>The number of an ordinary key; false if this generator did not write the text.</summary>
    public static bool TryRead(ReadOnlySpan<byte> key, out long number)
    {
        number = 0;
        if (key.Length < 2 || key[0] != (byte)'k')
        {
            return false;
        }

        foreach (byte digit in key[1..])
        {
            int value = DigitOf(digit);
            if (value < 0 || number >= BenchLimits.KeysMax)
            {
                return false;
            }

            number = (number << BitsPerDigit) | (uint)value;
        }

        return true;
    }

    private static int DigitOf(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
