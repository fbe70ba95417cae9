using System;
using System.Globalization;
using System.Text;

namespace Pelikan.Actors.Configuration.Hocon;

/// <summary>Reads the three ways to write text: quoted, triple-quoted and bare.</summary>
internal static class HoconStrings
{
    private const string TripleQuote = "\"\"\"";

    // What bare text cannot hold; blanks end a piece as well.
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";

    /// <summary>Read text in quotes. The cursor stands on the first quote.</summary>
    public static string ReadQuoted(HoconCursor cursor) => cursor.LooksAt(TripleQuote) ? ReadTriple(cursor) : ReadSingle(cursor);

    /// <summary>Read bare text up to a blank, a reserved character, a comment, or a dot where <paramref name="stopAtDot"/>. Empty where none stands here.</summary>
    public static string ReadBare(HoconCursor cursor, bool stopAtDot) => cursor.TakeUntil(at =>
        char.IsWhiteSpace(at.Peek()) || Reserved.Contains(at.Peek(), StringComparison.Ordinal) || at.AtComment || (stopAtDot && at.Peek() == '.'));

    // The text ends at the last of the quotes that stand together, so that it may itself end with quotes.
    private static string ReadTriple(HoconCursor cursor)
    {
        HoconOrigin start = cursor.Origin;
        cursor.Skip(TripleQuote.Length);
        string text = cursor.TakeUntil(static at => at.LooksAt(TripleQuote) && at.Peek(TripleQuote.Length) != '"');
        return cursor.TakeIf(TripleQuote) ? text : throw new HoconException(start, "text in triple quotes does not end");
    }

    private static string ReadSingle(HoconCursor cursor)
    {
        HoconOrigin start = cursor.Origin;
        cursor.Take();
        StringBuilder text = new();
        while (!cursor.AtEnd && cursor.Peek() is not ('"' or '\n'))
        {
            char c = cursor.Take();
            text.Append(c == '\\' ? ReadEscape(cursor) : c);
        }

        return cursor.TakeIf("\"") ? text.ToString() : throw new HoconException(start, "text in quotes does not end on its line");
    }

    private static char ReadEscape(HoconCursor cursor)
    {
        HoconException bad = cursor.Error("unknown escape; there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits");
        return cursor.AtEnd ? throw bad : cursor.Take() switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadUnicode(cursor, bad),
            _ => throw bad,
        };
    }

    private static char ReadUnicode(HoconCursor cursor, HoconException bad)
    {
        const int Digits = 4;
        Span<char> digits = stackalloc char[Digits];
        for (int i = 0; i < Digits; i++)
        {
            digits[i] = char.IsAsciiHexDigit(cursor.Peek()) ? cursor.Take() : throw bad;
        }

        return (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
