using System;
using System.Buffers.Text;

namespace Pelikan.Fuzz.Targets;

/// <summary>What a client of the text protocol can take apart: whole lines of known kinds, and values of the length they announce.</summary>
internal static class MemcacheReplies
{
    public static void Check(ReadOnlySpan<byte> sent)
    {
        while (!sent.IsEmpty)
        {
            int end = sent.IndexOf("\r\n"u8);
            Invariant.Holds(end >= 0, "a reply ends with a line end");
            ReadOnlySpan<byte> line = sent[..end];
            sent = sent[(end + 2)..];
            if (line.StartsWith("VALUE "u8))
            {
                int length = ValueLength(line);
                Invariant.Holds(sent.Length >= length + 2, "a value is as long as its line says");
                Invariant.Holds(sent[length..].StartsWith("\r\n"u8), "a value is followed by a line end");
                sent = sent[(length + 2)..];
            }
            else if (line.StartsWith("VA "u8))
            {
                int length = MetaValueLength(line["VA "u8.Length..]);
                Invariant.Holds(sent.Length >= length + 2, "a meta value is as long as its line says");
                Invariant.Holds(sent[length..].StartsWith("\r\n"u8), "a meta value is followed by a line end");
                sent = sent[(length + 2)..];
            }
            else
            {
                Invariant.Holds(IsKnown(line) || IsMeta(line), "a reply is of a known kind");
            }
        }
    }

    /// <summary>VALUE key flags length [cas]</summary>
    private static int ValueLength(ReadOnlySpan<byte> line)
    {
        line = line["VALUE "u8.Length..];
        int keyEnd = line.IndexOf((byte)' ');
        Invariant.Holds(keyEnd is > 0 and <= 250, "a value has a key of 1 to 250 bytes");
        ReadOnlySpan<byte> rest = line[(keyEnd + 1)..];
        Invariant.Holds(Utf8Parser.TryParse(rest, out uint _, out int flagsEnd), "flags are a number of 32 bits");
        Invariant.Holds(flagsEnd < rest.Length && rest[flagsEnd] == ' ', "flags are followed by a length");
        rest = rest[(flagsEnd + 1)..];
        Invariant.Holds(Utf8Parser.TryParse(rest, out int length, out int lengthEnd) && length >= 0, "a length is a number");
        rest = rest[lengthEnd..];
        bool hasCas = rest.Length > 1 && Utf8Parser.TryParse(rest[1..], out ulong _, out int casEnd) && casEnd == rest.Length - 1;
        Invariant.Holds(rest.IsEmpty || (rest[0] == ' ' && hasCas), "a length is followed by a CAS id or by nothing");
        return length;
    }

    /// <summary>VA length [flag…]</summary>
    private static int MetaValueLength(ReadOnlySpan<byte> rest)
    {
        Invariant.Holds(Utf8Parser.TryParse(rest, out int length, out int lengthEnd) && length >= 0, "a meta value's length is a number");
        CheckFlags(rest[lengthEnd..]);
        return length;
    }

    /// <summary>A code alone or with flags; me's line of facts.</summary>
    private static bool IsMeta(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("ME "u8))
        {
            return line.IndexOf((byte)'=') > 0;
        }

        bool isCode = line.StartsWith("HD"u8) || line.StartsWith("EN"u8) || line.StartsWith("NF"u8) || line.StartsWith("NS"u8)
            || line.StartsWith("EX"u8) || line.SequenceEqual("MN"u8);
        if (isCode)
        {
            CheckFlags(line[2..]);
        }

        return isCode;
    }

    private static void CheckFlags(ReadOnlySpan<byte> flags)
    {
        while (!flags.IsEmpty)
        {
            Invariant.Holds(flags[0] == ' ' && flags.Length > 1 && flags[1] != ' ', "flags are parted by one blank");
            int end = flags[1..].IndexOf((byte)' ');
            flags = end < 0 ? default : flags[(1 + end)..];
        }
    }

    private static bool IsKnown(ReadOnlySpan<byte> line) =>
        line.SequenceEqual("END"u8) || line.SequenceEqual("STORED"u8) || line.SequenceEqual("NOT_STORED"u8)
        || line.SequenceEqual("EXISTS"u8) || line.SequenceEqual("NOT_FOUND"u8) || line.SequenceEqual("DELETED"u8)
        || line.SequenceEqual("TOUCHED"u8) || line.SequenceEqual("OK"u8) || line.SequenceEqual("RESET"u8)
        || line.SequenceEqual("ERROR"u8) || line.StartsWith("ERROR "u8) || line.StartsWith("CLIENT_ERROR "u8)
        || line.StartsWith("SERVER_ERROR "u8) || line.StartsWith("SERVER_ERROR: "u8) || line.StartsWith("VERSION "u8)
        || line.StartsWith("STAT "u8) || line.StartsWith("MEMLIMIT_"u8) || IsNumber(line);

    private static bool IsNumber(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out ulong _, out int length) && length == line.Length;
}
