using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pelikan.Node.Config.Toml;

namespace Pelikan.Node.Config.Values;

/// <summary>A time span: an integer of seconds, or text with a unit such as "500ms", "30s", "5m", "2h" or "1d".</summary>
internal sealed class DurationType : ConfigType<TimeSpan>
{
    private static readonly (string Unit, long Milliseconds)[] Units =
        [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

    private readonly TimeSpan _max;

    /// <summary>From zero up to <paramref name="max"/>.</summary>
    public DurationType(TimeSpan max)
    {
        _max = max;
    }

    public override string Description => $"a duration such as \"30s\" or \"500ms\" (a bare number is seconds), 0 to {Text(_max)}";

    public override bool TryParse(string text, out TimeSpan value, [NotNullWhen(false)] out string? problem)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        string unit = digits == text.Length ? "s" : text[digits..].TrimStart(' ').ToLowerInvariant();
        int index = Array.FindIndex(Units, known => known.Unit == unit);
        bool isNumber = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return isNumber && index >= 0
            ? TryBound(number, Units[index].Milliseconds, text, out value, out problem)
            : Refuse($"'{text}'", out value, out problem);
    }

    public override string Write(TimeSpan value) => value == TimeSpan.Zero ? "0" : $"\"{Text(value)}\"";

    protected override bool TryReadOther(TomlNode node, out TimeSpan value, [NotNullWhen(false)] out string? problem) =>
        node is TomlScalar<long> integer
            ? TryBound(integer.Value, 1000, integer.Text, out value, out problem)
            : Refuse(node, out value, out problem);

    private static string Text(TimeSpan value)
    {
        long milliseconds = (long)value.TotalMilliseconds;
        (string unit, long size) = Array.Find(Units, known => milliseconds % known.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / size}{unit}");
    }

    private bool TryBound(long number, long unit, string text, out TimeSpan value, [NotNullWhen(false)] out string? problem)
    {
        bool fits = number >= 0 && number <= (long)_max.TotalMilliseconds / unit;
        if (!fits)
        {
            return Refuse($"'{text}'", out value, out problem);
        }

        value = TimeSpan.FromMilliseconds(number * unit);
        problem = null;
        return true;
    }
}
