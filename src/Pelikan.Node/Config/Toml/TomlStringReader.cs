using System;
using System.Globalization;
using System.Text;

namespace Pelikan.Node.Config.Toml;

/// <summary>Reads the four kinds of strings: basic and literal, each on one line or on several.</summary>
internal static class TomlStringReader
{
    /// <summary>Quotes in a row that may end a multi-line string: two of content and three that close.</summary>
    private const int QuoteRunMax = 5;

    public static string Read(TomlCursor cursor)
    {
        char quote = (char)cursor.Peek();
        if (cursor.Peek(1) == quote && cursor.Peek(2) == quote)
        {
            return ReadMultiLine(cursor, quote);
        }

        TomlLocation start = cursor.Location;
        cursor.Advance();
        StringBuilder content = new();
        while (cursor.Peek() != quote)
        {
            if (cursor.AtEnd || cursor.AtNewline())
            {
                throw new TomlException(start, $"this string has no end; close it with {quote} on the same line");
            }

            if (quote == '"' && cursor.Peek() == '\\')
            {
                AppendEscape(cursor, content);
            }
            else
            {
                content.Append(cursor.TakeText("a string"));
            }
        }

        cursor.Advance();
        return content.ToString();
    }

    private static string ReadMultiLine(TomlCursor cursor, char quote)
    {
        TomlLocation start = cursor.Location;
        cursor.Advance(3);
        cursor.TryNewline();
        StringBuilder content = new();
        while (true)
        {
            if (cursor.AtEnd)
            {
                throw new TomlException(start, $"this string has no end; close it with {new string(quote, 3)}");
            }

            int offset = cursor.Offset;
            if (cursor.Peek() == quote)
            {
                if (TakeQuotes(cursor, quote, content))
                {
                    return content.ToString();
                }
            }
            else if (quote == '"' && cursor.Peek() == '\\')
            {
                if (!TrySkipLineContinuation(cursor))
                {
                    AppendEscape(cursor, content);
                }
            }
            else if (cursor.TryNewline())
            {
                content.Append(cursor.TextFrom(offset));
            }
            else
            {
                content.Append(cursor.TakeText("a string"));
            }
        }
    }

    /// <summary>Take a run of quotes. True when it ends the string; those before the last three are content.</summary>
    private static bool TakeQuotes(TomlCursor cursor, char quote, StringBuilder content)
    {
        int run = 0;
        while (cursor.Peek(run) == quote && run <= QuoteRunMax)
        {
            run++;
        }

        if (run > QuoteRunMax)
        {
            throw cursor.Error("more than two quotes before the three that end the string; escape them or use the other kind of quote");
        }

        cursor.Advance(run);
        bool closes = run >= 3;
        content.Append(quote, closes ? run - 3 : run);
        return closes;
    }

    /// <summary>A backslash at the end of a line swallows it, and the blank that begins the next ones.</summary>
    private static bool TrySkipLineContinuation(TomlCursor cursor)
    {
        int ahead = 1;
        while (cursor.Peek(ahead) is ' ' or '\t')
        {
            ahead++;
        }

        bool continues = cursor.Peek(ahead) == '\n' || (cursor.Peek(ahead) == '\r' && cursor.Peek(ahead + 1) == '\n');
        if (!continues)
        {
            return false;
        }

        cursor.Advance(ahead);
        do
        {
            cursor.SkipBlanks();
        }
        while (cursor.TryNewline());
        return true;
    }

    private static void AppendEscape(TomlCursor cursor, StringBuilder content)
    {
        int letter = cursor.Peek(1);
        char plain = letter switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => '\0',
        };
        if (plain != '\0')
        {
            content.Append(plain);
            cursor.Advance(2);
            return;
        }

        int digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        if (digits == 0)
        {
            throw cursor.Error("unknown escape; TOML has \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX, and 'literal strings' have none");
        }

        content.Append(ReadCodePoint(cursor, digits));
    }

    private static string ReadCodePoint(TomlCursor cursor, int digits)
    {
        Span<char> hex = stackalloc char[digits];
        for (int i = 0; i < digits; i++)
        {
            int c = cursor.Peek(2 + i);
            if (c == TomlCursor.End || !char.IsAsciiHexDigit((char)c))
            {
                throw cursor.Error($"the escape needs {digits} hexadecimal digits");
            }

            hex[i] = (char)c;
        }

        uint value = uint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.IsValid(value))
        {
            throw cursor.Error($"U+{value:X4} is not a Unicode character; write one from U+0000 to U+D7FF or U+E000 to U+10FFFF");
        }

        cursor.Advance(2 + digits);
        return new Rune(value).ToString();
    }
}
