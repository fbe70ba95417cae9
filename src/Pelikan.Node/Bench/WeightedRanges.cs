using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Bench;

/// <summary>
/// A distribution over whole numbers, as written on the command line: one number (<c>32</c>), an even range
/// (<c>16-1024</c>, both ends included), or a list of either with weights (<c>32=90,1024-4096=10</c>).
/// Sizes are in bytes and may end in k or m; times to live are in seconds.
/// </summary>
internal sealed class WeightedRanges
{
    /// <summary>The most entries a list may have: drawing walks the list.</summary>
    public const int EntriesMax = 64;

    private const long NumberMax = int.MaxValue;

    private readonly Entry[] _entries;
    private readonly ulong _weightTotal;

    private WeightedRanges(Entry[] entries, string text)
    {
        _entries = entries;
        _weightTotal = entries.Aggregate(0UL, (sum, entry) => sum + entry.Weight);
        Text = text;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public long Min => _entries.Min(entry => entry.Min);

    public long Max => _entries.Max(entry => entry.Max);

    /// <summary>Draw one number.</summary>
    public int Next(ref BenchRandom random) =>
        _entries.Length == 1 && _entries[0].Span == 1 ? (int)_entries[0].Min : Pick(random.Next(), random.Next());

    /// <summary>The number that belongs to a key for good: the same key always gets the same one.</summary>
    public int For(long key)
    {
        if (_entries.Length == 1 && _entries[0].Span == 1)
        {
            return (int)_entries[0].Min;
        }

        ulong mixed = BenchRandom.Mix((ulong)key + 1);
        return Pick(mixed, BenchRandom.Mix(mixed));
    }

    public override string ToString() => Text;

    /// <summary>Read the text; false with a sentence that says what is wrong with it.</summary>
    public static bool TryParse(string text, out WeightedRanges? ranges, out string error)
    {
        ranges = null;
        List<Entry> entries = [];
        foreach (string part in text.Split(','))
        {
            if (!TryParseEntry(part.Trim(), out Entry entry))
            {
                error = $"'{part}' is neither a number (32), a range (16-1024) nor either with a weight (32=90)";
                return false;
            }

            entries.Add(entry);
        }

        if (entries.Count > EntriesMax)
        {
            error = $"'{text}' has {entries.Count} entries; at most {EntriesMax} are allowed";
            return false;
        }

        if (entries.All(entry => entry.Weight == 0))
        {
            error = $"'{text}' has no entry with a weight above 0";
            return false;
        }

        error = "";
        ranges = new WeightedRanges([.. entries], text);
        return true;
    }

    private int Pick(ulong first, ulong second)
    {
        ulong at = Math.BigMul(first, _weightTotal, out _);
        int i = 0;
        while (at >= _entries[i].Weight)
        {
            at -= _entries[i].Weight;
            i++;
        }

        return (int)(_entries[i].Min + (long)Math.BigMul(second, _entries[i].Span, out _));
    }

    private static bool TryParseEntry(string part, out Entry entry)
    {
        entry = default;
        uint weight = 1;
        int equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0 && !uint.TryParse(part.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out weight))
        {
            return false;
        }

        ReadOnlySpan<char> range = equals >= 0 ? part.AsSpan(0, equals) : part;
        int dash = range.IndexOf('-');
        ReadOnlySpan<char> low = dash >= 0 ? range[..dash] : range;
        ReadOnlySpan<char> high = dash >= 0 ? range[(dash + 1)..] : range;
        if (!TryParseNumber(low, out long min) || !TryParseNumber(high, out long max) || max < min)
        {
            return false;
        }

        entry = new Entry(min, max, weight);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out long number)
    {
        long unit = text.Length == 0 ? 1 : text[^1] switch { 'k' or 'K' => 1024, 'm' or 'M' => 1024 * 1024, _ => 1 };
        ReadOnlySpan<char> digits = unit == 1 ? text : text[..^1];
        bool read = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        number = count * unit;
        return read && number <= NumberMax;
    }

    private readonly record struct Entry(long Min, long Max, uint Weight)
    {
        public ulong Span => (ulong)(Max - Min) + 1;
    }
}
