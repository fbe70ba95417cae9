using System;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Pelikan.Fuzz.Targets;

/// <summary>What a client of RESP, version 2 or 3, can take apart: whole values of known types, with as many elements as they announce.</summary>
internal static class RespReplies
{
    private const int DepthMax = 16;

    /// <param name="sent">All replies of a session.</param>
    /// <param name="isCut">Whether the last may lack its end.</param>
    public static void Check(ReadOnlySpan<byte> sent, bool isCut)
    {
        Span<long> open = stackalloc long[DepthMax];
        int depth = 0;
        while (!sent.IsEmpty)
        {
            int end = sent.IndexOf("\r\n"u8);
            if (end < 0)
            {
                Invariant.Holds(isCut, "a line has an end");
                return;
            }

            byte type = sent[0];
            ReadOnlySpan<byte> line = sent[1..end];
            sent = sent[(end + 2)..];
            long elements = 0;
            if (type is (byte)'$' or (byte)'=')
            {
                if (!SkipBulk(type, line, ref sent, isCut))
                {
                    return;
                }
            }
            else
            {
                elements = Elements(type, line);
            }

            if (elements > 0)
            {
                Invariant.Holds(depth < DepthMax, "values are not nested without end");
                open[depth++] = elements;
                continue;
            }

            while (depth > 0 && --open[depth - 1] == 0)
            {
                depth--;
            }
        }

        Invariant.Holds(depth == 0 || isCut, "a value has all elements that it announces");
    }

    /// <summary>Skip the bytes of a bulk; false where they are cut short, and may be.</summary>
    private static bool SkipBulk(byte type, ReadOnlySpan<byte> line, ref ReadOnlySpan<byte> sent, bool isCut)
    {
        if (type == '$' && line.SequenceEqual("-1"u8))
        {
            return true;
        }

        long length = Number(line);
        Invariant.Holds(length >= 0, "a length is not below 0");
        if (length + 2 > sent.Length)
        {
            Invariant.Holds(isCut, "a bulk is as long as it says");
            return false;
        }

        Invariant.Holds(sent[(int)length..].StartsWith("\r\n"u8), "a bulk is followed by a line end");
        Invariant.Holds(type != '=' || sent[..(int)length].StartsWith("txt:"u8), "a verbatim text begins with its format");
        sent = sent[((int)length + 2)..];
        return true;
    }

    /// <summary>How many values follow that belong to this one.</summary>
    private static long Elements(byte type, ReadOnlySpan<byte> line)
    {
        switch (type)
        {
            case (byte)'+' or (byte)'-':
                Invariant.Holds(line.IndexOfAny((byte)'\r', (byte)'\n') < 0, "a line has one end");
                Invariant.Holds(type == '+' || line.Length > 0, "an error has a text");
                return 0;
            case (byte)':':
                _ = Number(line);
                return 0;
            case (byte)'_':
                Invariant.Holds(line.IsEmpty, "a null has no text");
                return 0;
            case (byte)'#':
                Invariant.Holds(line.SequenceEqual("t"u8) || line.SequenceEqual("f"u8), "a boolean is t or f");
                return 0;
            case (byte)',':
                bool isNumber = line.SequenceEqual("inf"u8) || line.SequenceEqual("-inf"u8)
                    || double.TryParse(Encoding.Latin1.GetString(line), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
                Invariant.Holds(isNumber, "a double is a number");
                return 0;
            case (byte)'*' when line.SequenceEqual("-1"u8):
                return 0;
            case (byte)'*' or (byte)'~' or (byte)'>':
                return Counted(line);
            case (byte)'%':
                return 2 * Counted(line);
            default:
                throw new InvariantException($"a value has a known type, not {type}");
        }
    }

    private static long Counted(ReadOnlySpan<byte> line)
    {
        long count = Number(line);
        Invariant.Holds(count is >= 0 and <= long.MaxValue / 2, "a count is not below 0");
        return count;
    }

    private static long Number(ReadOnlySpan<byte> line)
    {
        bool read = Utf8Parser.TryParse(line, out long number, out int length) && length == line.Length;
        Invariant.Holds(read, "a number is one of 64 bits");
        return number;
    }
}
