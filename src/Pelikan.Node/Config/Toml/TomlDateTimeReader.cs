using System;
using System.Globalization;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads dates and times in the form of RFC 3339.</summary>
internal static class TomlDateTimeReader
{
    private const int DateLength = 10;
    private const int TimeLength = 8;
    private const int OffsetLength = 6;
    private const int FractionDigitsKept = 7;

    /// <summary>Whether a token can only be meant as a date or time: four digits and a dash, or two and a colon.</summary>
    public static bool Recognises(ReadOnlySpan<char> token) =>
        (token.Length > 4 && token[4] == '-' && AllDigits(token[..4])) || (token.Length > 2 && token[2] == ':' && AllDigits(token[..2]));

    public static bool IsDate(ReadOnlySpan<char> token) => token.Length == DateLength && Recognises(token) && token[4] == '-';

    public static TomlNode Read(string token, TomlLocation location)
    {
        ReadOnlySpan<char> rest = token;
        if (rest[2] == ':')
        {
            TimeOnly time = ReadTime(token, ref rest, location);
            RequireEnd(token, rest, location);
            return Node(TomlKind.LocalTime, new TomlDateTime(null, time, null));
        }

        DateOnly date = ReadDate(token, ref rest, location);
        if (rest.Length == 0)
        {
            return Node(TomlKind.LocalDate, new TomlDateTime(date, null, null));
        }

        if (rest[0] is not ('T' or 't' or ' '))
        {
            throw Wrong(token, location);
        }

        rest = rest[1..];
        TimeOnly timeOfDay = ReadTime(token, ref rest, location);
        if (rest.Length == 0)
        {
            return Node(TomlKind.LocalDateTime, new TomlDateTime(date, timeOfDay, null));
        }

        TimeSpan offset = ReadOffset(token, ref rest, location);
        RequireEnd(token, rest, location);
        return Node(TomlKind.OffsetDateTime, new TomlDateTime(date, timeOfDay, offset));

        TomlScalar<TomlDateTime> Node(TomlKind kind, TomlDateTime value) => new(kind, location, value, token);
    }

    private static DateOnly ReadDate(string token, ref ReadOnlySpan<char> rest, TomlLocation location)
    {
        bool shaped = rest.Length >= DateLength && rest[7] == '-' && AllDigits(rest[..4]) && AllDigits(rest[5..7]) && AllDigits(rest[8..10]);
        if (!shaped)
        {
            throw Wrong(token, location);
        }

        int year = Number(rest[..4]);
        int month = Number(rest[5..7]);
        int day = Number(rest[8..10]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            throw new TomlException(location, $"{rest[..DateLength]} is not a day of the calendar");
        }

        rest = rest[DateLength..];
        return new DateOnly(year, month, day);
    }

    private static TimeOnly ReadTime(string token, ref ReadOnlySpan<char> rest, TomlLocation location)
    {
        bool shaped = rest.Length >= TimeLength && rest[2] == ':' && rest[5] == ':'
            && AllDigits(rest[..2]) && AllDigits(rest[3..5]) && AllDigits(rest[6..8]);
        if (!shaped)
        {
            throw Wrong(token, location);
        }

        int hour = Number(rest[..2]);
        int minute = Number(rest[3..5]);
        int second = Number(rest[6..8]);
        if (hour > 23 || minute > 59 || second > 59)
        {
            throw new TomlException(location, $"{rest[..TimeLength]} is not a time; it runs from 00:00:00 to 23:59:59");
        }

        rest = rest[TimeLength..];
        long ticks = ReadFraction(token, ref rest, location);
        return new TimeOnly(hour, minute, second).Add(TimeSpan.FromTicks(ticks));
    }

    /// <summary>The fraction of a second in ticks of 100 ns; 0 where there is none.</summary>
    private static long ReadFraction(string token, ref ReadOnlySpan<char> rest, TomlLocation location)
    {
        if (rest.Length == 0 || rest[0] != '.')
        {
            return 0;
        }

        int length = 1;
        long ticks = 0;
        long unit = TimeSpan.TicksPerSecond / 10;
        while (length < rest.Length && char.IsAsciiDigit(rest[length]))
        {
            if (length <= FractionDigitsKept)
            {
                ticks += (rest[length] - '0') * unit;
                unit /= 10;
            }

            length++;
        }

        if (length == 1)
        {
            throw Wrong(token, location);
        }

        rest = rest[length..];
        return ticks;
    }

    private static TimeSpan ReadOffset(string token, ref ReadOnlySpan<char> rest, TomlLocation location)
    {
        if (rest[0] is 'Z' or 'z')
        {
            rest = rest[1..];
            return TimeSpan.Zero;
        }

        bool shaped = rest.Length >= OffsetLength && rest[0] is '+' or '-' && rest[3] == ':' && AllDigits(rest[1..3]) && AllDigits(rest[4..6]);
        if (!shaped)
        {
            throw Wrong(token, location);
        }

        int hours = Number(rest[1..3]);
        int minutes = Number(rest[4..6]);
        if (hours > 23 || minutes > 59)
        {
            throw new TomlException(location, $"{rest[..OffsetLength]} is not an offset; it runs from -23:59 to +23:59");
        }

        TimeSpan offset = new(hours, minutes, 0);
        offset = rest[0] == '-' ? -offset : offset;
        rest = rest[OffsetLength..];
        return offset;
    }

    private static void RequireEnd(string token, ReadOnlySpan<char> rest, TomlLocation location)
    {
        if (rest.Length > 0)
        {
            throw Wrong(token, location);
        }
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static TomlException Wrong(string token, TomlLocation location) =>
        new(location, $"'{token}' is not a date or time; write 1979-05-27, 07:32:00, 1979-05-27T07:32:00 or 1979-05-27T07:32:00Z");
}
