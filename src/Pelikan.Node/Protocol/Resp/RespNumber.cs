using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>Numbers as Redis reads and writes them.</summary>
internal static class RespNumber
{
    /// <summary>The longest text of a double.</summary>
    public const int DoubleBytesMax = 32;

    // Where the C library's %.17g goes over to exponents.
    private const int FixedExponentMin = -4;
    private const int FixedExponentMax = 16;

    private static readonly SearchValues<byte> FloatLetters = SearchValues.Create("0123456789.eE+-"u8);

    /// <summary>Digits with a minus perhaps; no plus, no blanks, no leading zeros.</summary>
    public static bool TryParse(scoped ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        bool negative = text[0] == '-';
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        bool plain = !digits.IsEmpty && (digits[0] != '0' || (digits.Length == 1 && !negative));
        return plain && AsciiNumber.TryParse(text, out number);
    }

    /// <summary>A decimal number with or without a fraction and an exponent, or an infinity; nothing around it.</summary>
    public static bool TryParseDouble(scoped ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<byte> magnitude = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (IsInfinity(magnitude))
        {
            number = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (magnitude.IsEmpty || magnitude.ContainsAnyExcept(FloatLetters) || magnitude[0] is (byte)'-' or (byte)'+')
        {
            return false;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool read = double.TryParse(text, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        return read && (number != 0 || !HasValue(magnitude));
    }

    /// <summary>The shortest text that reads as the same number; returns its length.</summary>
    public static int Format(double number, scoped Span<byte> destination)
    {
        if (!double.IsFinite(number))
        {
            ReadOnlySpan<byte> word = double.IsNaN(number) ? "nan"u8 : number > 0 ? "inf"u8 : "-inf"u8;
            word.CopyTo(destination);
            return word.Length;
        }

        Span<byte> shortest = stackalloc byte[DoubleBytesMax];
        number.TryFormat(shortest, out int shortestLength, "R", CultureInfo.InvariantCulture);
        return Arrange(shortest[..shortestLength], destination);
    }

    private static bool IsInfinity(scoped ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "infinity"u8);

    // Whether the mantissa is not zero: such a number that reads as zero is out of range.
    private static bool HasValue(scoped ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? text : text[..exponent]).IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;
    }

    /// <summary>Put the digits of a number as .NET writes it in the places where the C library puts them.</summary>
    private static int Arrange(scoped ReadOnlySpan<byte> text, scoped Span<byte> destination)
    {
        int at = 0;
        if (text[0] == '-')
        {
            destination[at++] = (byte)'-';
            text = text[1..];
        }

        Span<byte> digits = stackalloc byte[DoubleBytesMax];
        int count = Digits(text, digits, out int exponent);
        digits = digits[..count];
        if (exponent is < FixedExponentMin or > FixedExponentMax)
        {
            return at + Scientific(digits, exponent, destination[at..]);
        }

        return at + Fixed(digits, exponent, destination[at..]);
    }

    /// <summary>The digits from the first to the last that is not zero, and the power of ten of the first.</summary>
    private static int Digits(scoped ReadOnlySpan<byte> text, scoped Span<byte> digits, out int exponent)
    {
        exponent = 0;
        int mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            _ = int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);
            text = text[..mark];
        }

        int point = text.IndexOf((byte)'.');
        exponent += (point < 0 ? text.Length : point) - 1;
        int count = 0;
        foreach (byte letter in text)
        {
            if (letter == '.')
            {
                continue;
            }

            if (count == 0 && letter == '0')
            {
                exponent--;
                continue;
            }

            digits[count++] = letter;
        }

        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        if (count == 0)
        {
            digits[count++] = (byte)'0';
            exponent = 0;
        }

        return count;
    }

    private static int Scientific(scoped ReadOnlySpan<byte> digits, int exponent, scoped Span<byte> destination)
    {
        int at = 0;
        destination[at++] = digits[0];
        if (digits.Length > 1)
        {
            destination[at++] = (byte)'.';
            digits[1..].CopyTo(destination[at..]);
            at += digits.Length - 1;
        }

        destination[at++] = (byte)'e';
        destination[at++] = exponent < 0 ? (byte)'-' : (byte)'+';
        int magnitude = Math.Abs(exponent);
        if (magnitude < 10)
        {
            destination[at++] = (byte)'0';
        }

        return at + AsciiNumber.Format((ulong)magnitude, destination[at..]);
    }

    private static int Fixed(scoped ReadOnlySpan<byte> digits, int exponent, scoped Span<byte> destination)
    {
        int at = 0;
        int whole = exponent + 1;
        if (whole <= 0)
        {
            destination[at++] = (byte)'0';
        }

        for (int i = 0; i < whole; i++)
        {
            destination[at++] = i < digits.Length ? digits[i] : (byte)'0';
        }

        if (digits.Length <= whole)
        {
            return at;
        }

        destination[at++] = (byte)'.';
        for (int i = whole; i < digits.Length; i++)
        {
            destination[at++] = i < 0 ? (byte)'0' : digits[i];
        }

        return at;
    }
}
