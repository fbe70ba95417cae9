using System;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// A number with 64 bits of mantissa, as the <c>long double</c> in which Redis adds floats: its results are told to 17 places, so a client
/// sees the difference from a double. Rare, so it allocates.
/// </summary>
/// <param name="Mantissa">At most 64 bits, with its sign.</param>
/// <param name="Exponent">The power of two it is multiplied by.</param>
internal readonly record struct ExtendedFloat(BigInteger Mantissa, int Exponent)
{
    /// <summary>The longest text of a number that is read or written.</summary>
    public const int BytesMax = 5 * 1024;

    private const int MantissaBits = 64;
    private const int Places = 17;

    // The largest power of two is 2^16383, the smallest number of all 2^-16445.
    private const int TopBitMax = 16383;
    private const int TopBitMin = -16445;
    private const int DecimalExponentMax = 4933;
    private const int DecimalExponentMin = -4952;

    private static readonly BigInteger _scale = BigInteger.Pow(10, Places);

    public bool IsFinite => Mantissa.IsZero || TopBit <= TopBitMax;

    private long TopBit => BigInteger.Abs(Mantissa).GetBitLength() - 1 + Exponent;

    /// <summary>A decimal number with or without a fraction and an exponent; infinities are told apart.</summary>
    /// <param name="text">Nothing around it.</param>
    /// <param name="number">0 where it is infinite.</param>
    /// <param name="isInfinite">Whether it is written so.</param>
    public static bool TryParse(scoped ReadOnlySpan<byte> text, out ExtendedFloat number, out bool isInfinite)
    {
        number = default;
        isInfinite = false;
        if (text.IsEmpty || text.Length >= BytesMax)
        {
            return false;
        }

        bool negative = text[0] == '-';
        text = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        isInfinite = Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "infinity"u8);
        if (isInfinite)
        {
            return true;
        }

        if (!TryReadDigits(text, out BigInteger digits, out long exponent))
        {
            return false;
        }

        if (digits.IsZero)
        {
            return true;
        }

        double size = exponent + BigInteger.Log10(digits);
        if (size is < DecimalExponentMin or > DecimalExponentMax)
        {
            return false;
        }

        BigInteger power = BigInteger.Pow(10, (int)Math.Abs(exponent));
        number = exponent < 0 ? Round(digits, power, 0) : Round(digits * power, BigInteger.One, 0);
        number = negative ? number with { Mantissa = -number.Mantissa } : number;
        return number.IsFinite && number.TopBit >= TopBitMin;
    }

    public static ExtendedFloat Add(ExtendedFloat left, ExtendedFloat right)
    {
        int exponent = Math.Min(left.Exponent, right.Exponent);
        BigInteger sum = (left.Mantissa << (left.Exponent - exponent)) + (right.Mantissa << (right.Exponent - exponent));
        ExtendedFloat rounded = Round(BigInteger.Abs(sum), BigInteger.One, exponent);
        return sum.Sign < 0 ? rounded with { Mantissa = -rounded.Mantissa } : rounded;
    }

    /// <summary>To 17 places, and no zeros behind the last digit that is not one. Returns the bytes; there are <see cref="BytesMax"/>.</summary>
    public int Format(scoped Span<byte> destination)
    {
        BigInteger scaled = BigInteger.Abs(Mantissa) * _scale;
        if (Exponent >= 0)
        {
            scaled <<= Exponent;
        }
        else
        {
            scaled = Divide(scaled, BigInteger.One << -Exponent);
        }

        string digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        string fraction = digits[^Places..].TrimEnd('0');
        string whole = digits[..^Places];
        string sign = Mantissa.Sign < 0 && !scaled.IsZero ? "-" : string.Empty;
        string text = fraction.Length == 0 ? sign + whole : $"{sign}{whole}.{fraction}";
        return Encoding.ASCII.GetBytes(text, destination);
    }

    private static bool TryReadDigits(scoped ReadOnlySpan<byte> text, out BigInteger digits, out long exponent)
    {
        digits = default;
        exponent = 0;
        int mark = text.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> mantissa = mark < 0 ? text : text[..mark];
        if (mark >= 0 && !TryReadExponent(text[(mark + 1)..], out exponent))
        {
            return false;
        }

        int point = mantissa.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? mantissa : mantissa[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AreDigits(whole) || !AreDigits(fraction))
        {
            return false;
        }

        exponent -= fraction.Length;
        string all = Encoding.ASCII.GetString(whole) + Encoding.ASCII.GetString(fraction);
        return BigInteger.TryParse(all, NumberStyles.None, CultureInfo.InvariantCulture, out digits);
    }

    // More than there are numbers for is as good as any other such exponent.
    private static bool TryReadExponent(scoped ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        bool negative = !text.IsEmpty && text[0] == '-';
        text = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (text.IsEmpty || !AreDigits(text))
        {
            return false;
        }

        foreach (byte digit in text)
        {
            exponent = Math.Min((exponent * 10) + digit - '0', int.MaxValue);
        }

        exponent = negative ? -exponent : exponent;
        return true;
    }

    private static bool AreDigits(scoped ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>A quotient times a power of two, to the nearest number of 64 bits; of two as near, the even one.</summary>
    private static ExtendedFloat Round(BigInteger dividend, BigInteger divisor, int exponent)
    {
        if (dividend.IsZero)
        {
            return default;
        }

        // One bit more or less than is wanted, as lengths tell no more; what is too long is cut by another division.
        int shift = (int)(dividend.GetBitLength() - divisor.GetBitLength()) - MantissaBits;
        if (((shift >= 0 ? dividend : dividend << -shift) / (shift >= 0 ? divisor << shift : divisor)).GetBitLength() > MantissaBits)
        {
            shift++;
        }

        BigInteger mantissa = shift >= 0 ? Divide(dividend, divisor << shift) : Divide(dividend << -shift, divisor);
        return new ExtendedFloat(mantissa, exponent + shift);
    }

    private static BigInteger Divide(BigInteger dividend, BigInteger divisor)
    {
        (BigInteger quotient, BigInteger remainder) = BigInteger.DivRem(dividend, divisor);
        int half = (remainder << 1).CompareTo(divisor);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
