using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>A number of bytes: an integer, or text with a unit of 1024 such as "64KB", "4GB" or "2MiB", in any case.</summary>
internal sealed class SizeType : ConfigType<long>
{
    private const string Units = "KMGT";

    private readonly long _min;
    private readonly long _max;
    private readonly bool _isPowerOfTwo;

    public SizeType(long min, long max, bool isPowerOfTwo = false)
    {
        _min = min;
        _max = max;
        _isPowerOfTwo = isPowerOfTwo;
    }

    public override string Description =>
        $"a size such as \"64MB\", {(_isPowerOfTwo ? "a power of two from " : "")}{Text(_min)} to {Text(_max)}";

    /// <summary>The size in its largest whole unit, as messages and files have it.</summary>
    public static string Text(long bytes)
    {
        int unit = bytes == 0 ? 0 : int.Min(BitOperations.TrailingZeroCount(bytes) / 10, Units.Length);
        string number = (bytes >> (10 * unit)).ToString(CultureInfo.InvariantCulture);
        return unit == 0 ? number : $"{number}{Units[unit - 1]}B";
    }

    public override bool TryParse(string text, out long value, [NotNullWhen(false)] out string? problem)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        string unit = text[digits..].TrimStart(' ').ToUpperInvariant();
        int shift = unit switch
        {
            "" or "B" => 0,
            _ when unit[0] is 'K' or 'M' or 'G' or 'T' && unit[1..] is "" or "B" or "IB" => 10 * (Units.IndexOf(unit[0]) + 1),
            _ => -1,
        };
        bool isNumber = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return isNumber && shift >= 0 && number <= long.MaxValue >> shift
            ? TryBound(number << shift, text, out value, out problem)
            : Refuse($"'{text}'", out value, out problem);
    }

    public override string Write(long value)
    {
        string text = Text(value);
        return char.IsAsciiDigit(text[^1]) ? text : $"\"{text}\"";
    }

    protected override bool TryReadOther(TomlNode node, out long value, [NotNullWhen(false)] out string? problem) =>
        node is TomlScalar<long> integer
            ? TryBound(integer.Value, integer.Text, out value, out problem)
            : Refuse(node, out value, out problem);

    private bool TryBound(long bytes, string text, out long value, [NotNullWhen(false)] out string? problem)
    {
        value = bytes;
        problem = null;
        bool fits = bytes >= _min && bytes <= _max && (!_isPowerOfTwo || BitOperations.IsPow2(bytes));
        return fits || Refuse($"'{text}'", out value, out problem);
    }
}
