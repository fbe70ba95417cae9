using System;
using System.Buffers.Text;

namespace Pelikan.Storage.Items;

/// <summary>Counters as clients see them: decimal text of an unsigned 64-bit number.</summary>
internal static class Decimal
{
    /// <summary>Digits of 2^64 - 1.</summary>
    public const int LengthMax = 20;

    /// <summary>Read a value that is all digits; anything else, or more than 64 bits, is no number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ulong number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > LengthMax)
        {
            return false;
        }

        foreach (byte character in text)
        {
            uint digit = (uint)character - '0';
            if (digit > 9 || number > (ulong.MaxValue - digit) / 10)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
    }

    public static int Format(ulong number, Span<byte> text)
    {
        Utf8Formatter.TryFormat(number, text, out int written);
        return written;
    }

    /// <summary>How many digits a number has.</summary>
    public static int LengthOf(ulong number)
    {
        Span<byte> digits = stackalloc byte[LengthMax];
        return Format(number, digits);
    }

    /// <summary>Add modulo 2^64, or subtract down to 0: memcached's arithmetic.</summary>
    public static ulong Step(ulong number, ulong delta, bool down) =>
        down ? (number > delta ? number - delta : 0) : unchecked(number + delta);
}
