using System;
using System.Globalization;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads integers (decimal, hexadecimal, octal, binary; 64 bits) and floats.</summary>
internal static class TomlNumberReader
{
    public static TomlNode Read(string token, TomlLocation location)
    {
        ReadOnlySpan<char> unsigned = token[0] is '+' or '-' ? token.AsSpan(1) : token;
        if (unsigned is "inf" or "nan")
        {
            double special = unsigned is "nan" ? double.NaN : token[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return new TomlScalar<double>(TomlKind.Float, location, special, token);
        }

        if (unsigned.Length == 0 || !char.IsAsciiDigit(unsigned[0]))
        {
            throw new TomlException(location, $"'{token}' is not a value; text needs quotes: \"{token}\"");
        }

        if (unsigned.Length > 1 && unsigned[0] == '0' && char.IsAsciiLetter(unsigned[1]) && unsigned[1] is not ('e' or 'E'))
        {
            return ReadPrefixed(token, location);
        }

        return unsigned.IndexOfAny('.', 'e', 'E') >= 0 ? ReadFloat(token, unsigned, location) : ReadDecimal(token, unsigned, location);
    }

    private static TomlScalar<long> ReadDecimal(string token, ReadOnlySpan<char> unsigned, TomlLocation location)
    {
        RequireDigits(token, unsigned, 10, location);
        RequireNoLeadingZero(token, unsigned, location);
        string digits = token.Replace("_", "", StringComparison.Ordinal);
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? new TomlScalar<long>(TomlKind.Integer, location, value, token)
            : throw TooLarge(token, location);
    }

    private static TomlScalar<long> ReadPrefixed(string token, TomlLocation location)
    {
        int radix = token[1] switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            _ => throw new TomlException(location, $"'{token}' is not a number; write 0x, 0o or 0b in lower case and without a sign, or quotes around text"),
        };
        ReadOnlySpan<char> digits = token.AsSpan(2);
        RequireDigits(token, digits, radix, location);
        long value = 0;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            if (value > (long.MaxValue - DigitOf(c)) / radix)
            {
                throw TooLarge(token, location);
            }

            value = (value * radix) + DigitOf(c);
        }

        return new TomlScalar<long>(TomlKind.Integer, location, value, token);
    }

    private static TomlScalar<double> ReadFloat(string token, ReadOnlySpan<char> unsigned, TomlLocation location)
    {
        int e = unsigned.IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = e < 0 ? unsigned : unsigned[..e];
        int point = mantissa.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? mantissa : mantissa[..point];
        RequireDigits(token, whole, 10, location);
        RequireNoLeadingZero(token, whole, location);
        if (point >= 0)
        {
            RequireDigits(token, mantissa[(point + 1)..], 10, location);
        }

        if (e >= 0)
        {
            ReadOnlySpan<char> exponent = unsigned[(e + 1)..];
            RequireDigits(token, exponent.Length > 0 && exponent[0] is '+' or '-' ? exponent[1..] : exponent, 10, location);
        }

        double value = double.Parse(token.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new TomlScalar<double>(TomlKind.Float, location, value, token)
            : throw new TomlException(location, $"{token} does not fit in a 64-bit float; write inf for infinity");
    }

    /// <summary>At least one digit of the radix, and underscores only between two of them.</summary>
    private static void RequireDigits(string token, ReadOnlySpan<char> digits, int radix, TomlLocation location)
    {
        bool afterDigit = false;
        foreach (char c in digits)
        {
            bool isDigit = char.IsAsciiHexDigit(c) && DigitOf(c) < radix;
            if (!isDigit && !(c == '_' && afterDigit))
            {
                throw NotANumber(token, location);
            }

            afterDigit = isDigit;
        }

        if (!afterDigit)
        {
            throw NotANumber(token, location);
        }
    }

    private static void RequireNoLeadingZero(string token, ReadOnlySpan<char> digits, TomlLocation location)
    {
        if (digits.Length > 1 && digits[0] == '0')
        {
            throw new TomlException(location, $"{token} begins with a zero; leave it out, or write 0o for an octal number");
        }
    }

    private static int DigitOf(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    private static TomlException NotANumber(string token, TomlLocation location) =>
        new(location, $"'{token}' is not a number; digits are needed around '.', '_' and after 'e', and text needs quotes");

    private static TomlException TooLarge(string token, TomlLocation location) =>
        new(location, $"{token} does not fit in a 64-bit integer; the range is {long.MinValue} to {long.MaxValue}");
}
