using System;
using System.Buffers.Text;

namespace Pelikan.Node.Protocol;

/// <summary>
/// Decimal text to numbers and back. Strict: digits only, at least one, no plus sign, no blanks, no fraction, and a
/// number that does not fit is refused instead of cut. A minus sign is read only where the result is signed.
/// </summary>
public static class AsciiNumber
{
    /// <summary>Digits of the longest 64-bit number; leading zeros count.</summary>
    public const int DigitsMax = 20;

    // Any number of 19 digits is below 10^19, which fits in 64 bits.
    private const int DigitsAlwaysFitting = 19;

    private const ulong MagnitudeOfMinValue = 1UL << 63;

    public static bool TryParse(scoped ReadOnlySpan<byte> text, out ulong number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > DigitsMax)
        {
            return false;
        }

        ulong sum = 0;
        int head = Math.Min(text.Length, DigitsAlwaysFitting);
        for (int i = 0; i < head; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit > 9)
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        return text.Length == head ? Accept(sum, out number) : TryAppendLast(sum, text[head], out number);
    }

    public static bool TryParse(scoped ReadOnlySpan<byte> text, out uint number)
    {
        bool fits = TryParse(text, out ulong wide) && wide <= uint.MaxValue;
        number = fits ? (uint)wide : 0;
        return fits;
    }

    public static bool TryParse(scoped ReadOnlySpan<byte> text, out long number)
    {
        bool negative = !text.IsEmpty && text[0] == '-';
        number = 0;
        if (!TryParse(negative ? text[1..] : text, out ulong magnitude))
        {
            return false;
        }

        if (magnitude > (negative ? MagnitudeOfMinValue : long.MaxValue))
        {
            return false;
        }

        number = unchecked(negative ? -(long)magnitude : (long)magnitude);
        return true;
    }

    /// <summary>Write a number into a buffer of at least <see cref="DigitsMax"/> bytes; returns the bytes used.</summary>
    public static int Format(ulong number, scoped Span<byte> destination)
    {
        // Flags are 0 and values are short, nearly always.
        if (number < 10)
        {
            destination[0] = (byte)('0' + number);
            return 1;
        }

        Utf8Formatter.TryFormat(number, destination, out int written);
        return written;
    }

    // The twentieth digit is the only one that can overflow.
    private static bool TryAppendLast(ulong head, byte last, out ulong number)
    {
        number = 0;
        uint digit = (uint)last - '0';
        return digit <= 9 && head <= (ulong.MaxValue - digit) / 10 && Accept((head * 10) + digit, out number);
    }

    private static bool Accept(ulong parsed, out ulong number)
    {
        number = parsed;
        return true;
    }
}
