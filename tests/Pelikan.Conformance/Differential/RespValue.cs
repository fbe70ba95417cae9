using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Pelikan.Conformance.Differential;

/// <summary>A RESP value, version 2 or 3, as it was read.</summary>
/// <param name="Type">The byte it begins with.</param>
/// <param name="Text">The rest of its first line, or the bytes behind it.</param>
/// <param name="Children">What it consists of; a map's keys and values one after the other.</param>
internal sealed record RespValue(char Type, string Text, IReadOnlyList<RespValue> Children)
{
    private const int DepthMax = 8;
    private const char Null = 'N';
    private const string Absent = "-1";

    /// <summary>Take one value off what a server said.</summary>
    /// <exception cref="IOException">It is no value.</exception>
    public static RespValue Read(Peer peer, int depth = 0)
    {
        string line = ReadLine(peer);
        char type = line.Length > 0 && depth < DepthMax ? line[0] : throw new IOException($"no value begins with {line}");
        string text = line[1..];
        switch (type)
        {
            case '+' or '-' or ':' or '_' or ',' or '#' or '(':
                return new RespValue(type, text, []);

            case '$' or '=' or '!':
                return text == Absent ? new RespValue(Null, line, []) : new RespValue(type, ReadBytes(peer, Count(text)), []);

            case '*' or '~' or '>' when text == Absent:
                return new RespValue(Null, line, []);

            case '*' or '~' or '>':
                return new RespValue(type, string.Empty, ReadAll(peer, Count(text), depth));

            case '%':
                return new RespValue(type, string.Empty, ReadAll(peer, 2 * Count(text), depth));

            default:
                throw new IOException($"no value begins with {line}");
        }
    }

    /// <summary>The value written so that two texts are the same exactly if the values are, by a rule.</summary>
    public string Write(ReplyRule rule)
    {
        if (Children.Count == 0)
        {
            return $"{Type}{Text.Length}:{Text}";
        }

        IEnumerable<string> parts = Children.Select(child => child.Write(ReplyRule.Exact));
        IEnumerable<string> written = rule switch
        {
            ReplyRule.Unordered => parts.Order(StringComparer.Ordinal),
            ReplyRule.UnorderedPairs => parts.Chunk(2).Select(pair => string.Join('=', pair)).Order(StringComparer.Ordinal),
            ReplyRule.Scan when Children.Count == 2 => [Children[0].Write(ReplyRule.Exact), Children[1].Write(ReplyRule.Unordered)],
            ReplyRule.ScanPairs when Children.Count == 2 => [Children[0].Write(ReplyRule.Exact), Children[1].Write(ReplyRule.UnorderedPairs)],
            _ => parts,
        };
        return $"{Type}[{string.Join(' ', written)}]";
    }

    private static List<RespValue> ReadAll(Peer peer, int count, int depth)
    {
        List<RespValue> values = [];
        while (values.Count < count)
        {
            values.Add(Read(peer, depth + 1));
        }

        return values;
    }

    private static int Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        ? count
        : throw new IOException($"no length: {text}");

    private static string ReadLine(Peer peer)
    {
        int end;
        while ((end = peer.Unread.IndexOf("\r\n"u8)) < 0)
        {
            peer.Receive();
        }

        return Wire.Text(peer.Take(end + 2).AsSpan(0, end));
    }

    private static string ReadBytes(Peer peer, int count)
    {
        while (peer.Unread.Length < count + 2)
        {
            peer.Receive();
        }

        byte[] bytes = peer.Take(count + 2);
        return bytes.AsSpan(count).SequenceEqual("\r\n"u8) ? Wire.Text(bytes.AsSpan(0, count)) : throw new IOException("no line end behind a value's bytes");
    }
}
