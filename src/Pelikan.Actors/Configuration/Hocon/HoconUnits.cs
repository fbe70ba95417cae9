using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>Numbers with units: durations and sizes.</summary>
internal static class HoconUnits
{
    private static readonly FrozenDictionary<string, decimal> TicksByUnit = Table(
        (TimeSpan.TicksPerMicrosecond / 1000m, ["ns", "nano", "nanos", "nanosecond", "nanoseconds"]),
        (TimeSpan.TicksPerMicrosecond, ["us", "micro", "micros", "microsecond", "microseconds"]),
        (TimeSpan.TicksPerMillisecond, ["", "ms", "milli", "millis", "millisecond", "milliseconds"]),
        (TimeSpan.TicksPerSecond, ["s", "second", "seconds"]),
        (TimeSpan.TicksPerMinute, ["m", "minute", "minutes"]),
        (TimeSpan.TicksPerHour, ["h", "hour", "hours"]),
        (TimeSpan.TicksPerDay, ["d", "day", "days"]));

    private static readonly FrozenDictionary<string, decimal> BytesByUnit = Table(
        (1, ["", "B", "b", "byte", "bytes"]),
        (1e3m, ["kB", "kilobyte", "kilobytes"]),
        (1e6m, ["MB", "megabyte", "megabytes"]),
        (1e9m, ["GB", "gigabyte", "gigabytes"]),
        (1e12m, ["TB", "terabyte", "terabytes"]),
        (1L << 10, ["K", "k", "Ki", "KiB", "kibibyte", "kibibytes"]),
        (1L << 20, ["M", "m", "Mi", "MiB", "mebibyte", "mebibytes"]),
        (1L << 30, ["G", "g", "Gi", "GiB", "gibibyte", "gibibytes"]),
        (1L << 40, ["T", "t", "Ti", "TiB", "tebibyte", "tebibytes"]));

    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        if (text == "infinite")
        {
            duration = Timeout.InfiniteTimeSpan;
            return true;
        }

        bool parsed = TryParse(text, TicksByUnit, out long ticks);
        duration = TimeSpan.FromTicks(ticks);
        return parsed;
    }

    public static bool TryParseBytes(string text, out long bytes) => TryParse(text, BytesByUnit, out bytes);

    private static bool TryParse(string text, FrozenDictionary<string, decimal> scales, out long value)
    {
        value = 0;
        int digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
        {
            digits++;
        }

        // Larger numbers than this overflow in every unit, and a decimal holds them all.
        const int DigitsMax = 19;
        if (digits is 0 or > DigitsMax
            || !decimal.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || !scales.TryGetValue(text[digits..].Trim(), out decimal scale)
            || number > long.MaxValue / scale)
        {
            return false;
        }

        value = (long)(number * scale);
        return true;
    }

    private static FrozenDictionary<string, decimal> Table(params (decimal Scale, string[] Names)[] units)
    {
        Dictionary<string, decimal> table = [];
        foreach ((decimal scale, string[] names) in units)
        {
            foreach (string name in names)
            {
                table.Add(name, scale);
            }
        }

        return table.ToFrozenDictionary();
    }
}
