using System;
using System.Globalization;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// A number that INCRBYFLOAT and HINCRBYFLOAT add: kept in decimal where that holds it, so that 0.1 and 0.2 are 0.3, and in binary
/// beyond. Redis computes with 80 bits and shows 17 places.
/// </summary>
internal readonly struct RespFloat
{
    /// <summary>The longest text of one: all digits of the largest, a sign, a point and 17 places.</summary>
    public const int BytesMax = 352;

    // Decimal holds 28 digits: these leave room for the places behind the point.
    private const double ExactMax = 1e15;

    private readonly double _binary;
    private readonly decimal _exact;
    private readonly bool _isExact;

    private RespFloat(double binary, decimal exact, bool isExact)
    {
        _binary = binary;
        _exact = exact;
        _isExact = isExact;
    }

    public bool IsFinite => _isExact || double.IsFinite(_binary);

    public static bool TryParse(scoped ReadOnlySpan<byte> text, out RespFloat number)
    {
        number = default;
        if (!RespNumber.TryParseDouble(text, out double binary))
        {
            return false;
        }

        decimal exact = 0;
        bool isExact = Math.Abs(binary) < ExactMax && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out exact);
        number = new RespFloat(binary, exact, isExact);
        return true;
    }

    public static RespFloat Add(RespFloat left, RespFloat right)
    {
        if (!left._isExact || !right._isExact)
        {
            return new RespFloat(left._binary + right._binary, 0, isExact: false);
        }

        decimal sum = left._exact + right._exact;
        return new RespFloat((double)sum, sum, isExact: true);
    }

    /// <summary>Write it without an exponent and without zeros at the end; returns its length.</summary>
    /// <param name="destination">At least <see cref="BytesMax"/>.</param>
    public int Format(scoped Span<byte> destination)
    {
        const string Places = "F17";
        int length;
        if (_isExact)
        {
            _exact.TryFormat(destination, out length, Places, CultureInfo.InvariantCulture);
        }
        else
        {
            _binary.TryFormat(destination, out length, Places, CultureInfo.InvariantCulture);
        }

        ReadOnlySpan<byte> text = destination[..length];
        text = text.TrimEnd((byte)'0').TrimEnd((byte)'.');
        if (text.SequenceEqual("-0"u8))
        {
            destination[0] = (byte)'0';
            return 1;
        }

        return text.Length;
    }
}
