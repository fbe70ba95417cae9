using System;

namespace Pelikan.Node.Replay.Traces;

/// <summary>
/// One line of a Twitter cache trace. The key is anonymised text that may itself hold commas, so the fields behind it are
/// counted from the end.
/// <code>
///  timestamp s , key , key size , value size , client id , operation , TTL s (0 = for ever)
/// </code>
/// Source: the README of twitter/cache-trace.
/// </summary>
internal static class CsvLine
{
    private const int FieldsBehindKey = 5;

    /// <summary>Read a line without its end.</summary>
    /// <returns>Null, or what is wrong and what would be right.</returns>
    public static string? TryParse(ReadOnlySpan<byte> line, out TraceRequest request)
    {
        request = default;
        int keyStart = line.IndexOf((byte)',') + 1;
        Span<Range> fields = stackalloc Range[FieldsBehindKey];
        int keyEnd = SplitFromEnd(line, fields);
        if (keyStart == 0 || keyEnd < keyStart)
        {
            return "expected 7 fields between commas: timestamp, key, key size, value size, client id, operation, TTL";
        }

        if (!TryParseMilliseconds(line[..(keyStart - 1)], out long time))
        {
            return $"the timestamp is {Show(line[..(keyStart - 1)])}; expected seconds, such as 1200 or 1200.5";
        }

        if (keyEnd == keyStart)
        {
            return "the key is empty";
        }

        if (!TryParseNumber(line[fields[0]], TraceLimits.KeyBytesMax, out long keyBytes) || keyBytes == 0)
        {
            return $"the key size is {Show(line[fields[0]])}; expected 1 to {TraceLimits.KeyBytesMax}";
        }

        if (!TryParseNumber(line[fields[1]], int.MaxValue, out long valueBytes))
        {
            return $"the value size is {Show(line[fields[1]])}; expected a number of bytes";
        }

        if (!TryParseOperation(line[fields[3]], out TraceOperation operation))
        {
            return $"the operation is {Show(line[fields[3]])}; expected get, gets, set, add, replace, cas, append, prepend, delete, incr or decr";
        }

        if (!TryParseMilliseconds(line[fields[4]], out long ttl))
        {
            return $"the TTL is {Show(line[fields[4]])}; expected seconds, or 0 for ever";
        }

        request = new TraceRequest(time, KeyNumber.Of(line[keyStart..keyEnd]), (int)keyBytes, (int)valueBytes, ttl, operation);
        return null;
    }

    /// <summary>Where the last fields are, and where the key ends; negative where there are too few.</summary>
    private static int SplitFromEnd(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int end = line.Length;
        for (int i = FieldsBehindKey - 1; i >= 0; i--)
        {
            int comma = line[..end].LastIndexOf((byte)',');
            if (comma < 0)
            {
                return -1;
            }

            fields[i] = (comma + 1)..end;
            end = comma;
        }

        return end;
    }

    private static bool TryParseNumber(ReadOnlySpan<byte> text, long max, out long number)
    {
        number = 0;
        foreach (byte character in text)
        {
            uint digit = (uint)character - '0';
            if (digit > 9 || number > max)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return !text.IsEmpty && number <= max;
    }

    /// <summary>Seconds, whole or with decimals, of which three count.</summary>
    private static bool TryParseMilliseconds(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        if (!TryParseNumber(whole, TraceLimits.MillisecondsMax / 1000, out long seconds))
        {
            return false;
        }

        long thousandths = 0;
        if (point >= 0)
        {
            ReadOnlySpan<byte> decimals = text[(point + 1)..];
            if (decimals.IsEmpty || decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }

            for (int i = 0; i < 3; i++)
            {
                thousandths = (thousandths * 10) + (i < decimals.Length ? decimals[i] - '0' : 0);
            }
        }

        milliseconds = (seconds * 1000) + thousandths;
        return true;
    }

    private static bool TryParseOperation(ReadOnlySpan<byte> text, out TraceOperation operation)
    {
        TraceOperation? found = text switch
        {
            _ when text.SequenceEqual("get"u8) => TraceOperation.Get,
            _ when text.SequenceEqual("set"u8) => TraceOperation.Set,
            _ when text.SequenceEqual("gets"u8) => TraceOperation.Gets,
            _ when text.SequenceEqual("add"u8) => TraceOperation.Add,
            _ when text.SequenceEqual("replace"u8) => TraceOperation.Replace,
            _ when text.SequenceEqual("cas"u8) => TraceOperation.Cas,
            _ when text.SequenceEqual("append"u8) => TraceOperation.Append,
            _ when text.SequenceEqual("prepend"u8) => TraceOperation.Prepend,
            _ when text.SequenceEqual("delete"u8) => TraceOperation.Delete,
            _ when text.SequenceEqual("incr"u8) => TraceOperation.Increment,
            _ when text.SequenceEqual("decr"u8) => TraceOperation.Decrement,
            _ => null,
        };
        operation = found ?? default;
        return found is not null;
    }

    /// <summary>A field as a message shows it: short, and free of what a terminal would obey.</summary>
    private static string Show(ReadOnlySpan<byte> field)
    {
        const int ShownMax = 32;
        ReadOnlySpan<byte> shown = field[..Math.Min(field.Length, ShownMax)];
        Span<char> text = stackalloc char[shown.Length];
        for (int i = 0; i < shown.Length; i++)
        {
            text[i] = shown[i] is >= (byte)' ' and < 0x7f ? (char)shown[i] : '.';
        }

        return $"'{text}{(field.Length > ShownMax ? "…" : "")}'";
    }
}
