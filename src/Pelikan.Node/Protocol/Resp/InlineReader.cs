using System;

namespace Pelikan.Node.Protocol.Resp;

/// <summary>
/// Finds the words of an inline request: one line, words apart by blanks, <c>"..."</c> with escapes and <c>'...'</c> with <c>\'</c> alone.
/// Words without quotes stay where they are; if one has them, all are written without them into the worker's buffer.
/// </summary>
/// <remarks>
/// As Redis does it: vertical tabs and form feeds are blanks before a word and behind a quote, and in a word they are part of it. And it
/// looks for the end of the line as C does, so behind a zero byte it finds none and waits for more.
/// </remarks>
internal static class InlineReader
{
    public static RespParse Read(ReadOnlySpan<byte> input, RespScratch scratch, out int length, out ReadOnlySpan<byte> source, out ReadOnlySpan<byte> error)
    {
        source = input;
        error = default;
        length = input.IndexOfAny((byte)'\n', (byte)0) + 1;
        if (length == 0 || input[length - 1] == 0)
        {
            error = "too big inline request"u8;
            return input.Length > RespFraming.LineBytesMax ? RespParse.Broken : RespParse.Incomplete;
        }

        if (length > RespFraming.LineBytesMax)
        {
            error = "too big inline request"u8;
            return RespParse.Broken;
        }

        ReadOnlySpan<byte> line = input[..(length - 1)];
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        scratch.Clear();
        if (line.IndexOfAny((byte)'"', (byte)'\'') < 0)
        {
            SplitPlain(line, scratch);
        }
        else
        {
            Span<byte> buffer = scratch.InlineBuffer(line.Length);
            if (!TrySplit(line, buffer, scratch))
            {
                error = "unbalanced quotes in request"u8;
                return RespParse.Broken;
            }

            source = buffer;
        }

        return scratch.Count == 0 ? RespParse.Nothing : RespParse.Request;
    }

    /// <summary>Before a word and behind a quote: as isspace of the C library has it.</summary>
    private static bool IsBlank(byte letter) => letter is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');

    private static bool EndsWord(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\r';

    private static void SplitPlain(ReadOnlySpan<byte> line, RespScratch scratch)
    {
        int at = 0;
        while (true)
        {
            while (at < line.Length && IsBlank(line[at]))
            {
                at++;
            }

            if (at == line.Length)
            {
                return;
            }

            int start = at;
            while (at < line.Length && !EndsWord(line[at]))
            {
                at++;
            }

            scratch.Add(start, at - start);
        }
    }

    private static bool TrySplit(ReadOnlySpan<byte> line, Span<byte> buffer, RespScratch scratch)
    {
        int at = 0;
        int written = 0;
        while (true)
        {
            while (at < line.Length && IsBlank(line[at]))
            {
                at++;
            }

            if (at == line.Length)
            {
                return true;
            }

            int start = written;
            if (!TryWord(line, ref at, buffer, ref written))
            {
                return false;
            }

            scratch.Add(start, written - start);
        }
    }

    /// <summary>One word; a quote may begin inside it, and ends it.</summary>
    private static bool TryWord(ReadOnlySpan<byte> line, ref int at, Span<byte> buffer, ref int written)
    {
        for (; at < line.Length && !EndsWord(line[at]); at++)
        {
            byte letter = line[at];
            if (letter is (byte)'"' or (byte)'\'')
            {
                at++;
                return TryQuoted(line, letter, ref at, buffer, ref written);
            }

            buffer[written++] = letter;
        }

        return true;
    }

    private static bool TryQuoted(ReadOnlySpan<byte> line, byte quote, ref int at, Span<byte> buffer, ref int written)
    {
        while (at < line.Length)
        {
            byte letter = line[at++];
            if (letter == quote)
            {
                return at == line.Length || IsBlank(line[at]);
            }

            if (letter == '\\' && at < line.Length)
            {
                letter = quote == '"' ? Unescape(line, ref at) : UnescapeSingle(line, ref at);
            }

            buffer[written++] = letter;
        }

        return false;
    }

    private static byte UnescapeSingle(ReadOnlySpan<byte> line, ref int at)
    {
        if (line[at] != '\'')
        {
            return (byte)'\\';
        }

        at++;
        return (byte)'\'';
    }

    private static byte Unescape(ReadOnlySpan<byte> line, ref int at)
    {
        byte letter = line[at++];
        if (letter == 'x' && at + 1 < line.Length && IsHex(line[at]) && IsHex(line[at + 1]))
        {
            int number = (HexOf(line[at]) << 4) | HexOf(line[at + 1]);
            at += 2;
            return (byte)number;
        }

        return letter switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'a' => 7,
            _ => letter,
        };
    }

    private static bool IsHex(byte letter) => char.IsAsciiHexDigit((char)letter);

    private static int HexOf(byte letter) => letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
}
