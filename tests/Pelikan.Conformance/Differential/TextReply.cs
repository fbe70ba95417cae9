using System;
using System.Collections.Generic;
using System.Globalization;

namespace Pelikan.Conformance.Differential;

/// <summary>A reply of memcached's text protocol, classic or meta, taken apart into what is compared.</summary>
internal static class TextReply
{
    /// <summary>What a piece of a reply is.</summary>
    internal enum Kind
    {
        Words,
        Cas,
        Seconds,
    }

    /// <summary>The pieces of a reply. CAS ids and times are pieces of their own; data blocks are taken whole.</summary>
    public static IReadOnlyList<Piece> Parse(string reply, string key)
    {
        List<Piece> pieces = [];
        for (int at = 0; at < reply.Length;)
        {
            int end = reply.IndexOf("\r\n", at, StringComparison.Ordinal);
            if (end < 0)
            {
                pieces.Add(new Piece(Kind.Words, reply[at..], key));
                break;
            }

            int bytes = ParseLine(reply[at..end], key, pieces);
            at = end + 2;
            if (bytes >= 0)
            {
                int dataEnd = Math.Min(reply.Length, at + bytes + 2);
                pieces.Add(new Piece(Kind.Words, reply[at..dataEnd], key));
                at = dataEnd;
            }
        }

        return pieces;
    }

    // How many bytes of data follow the line, or -1.
    private static int ParseLine(string line, string key, List<Piece> pieces)
    {
        string[] words = line.Split(' ');
        switch (words[0])
        {
            case "VALUE" when words.Length is 4 or 5:
                pieces.Add(new Piece(Kind.Words, string.Join(' ', words[..4]), key));
                if (words.Length == 5)
                {
                    pieces.Add(new Piece(Kind.Cas, words[4], words[1]));
                }

                return Length(words[3]);

            case "VA" when words.Length >= 2:
                pieces.Add(new Piece(Kind.Words, "VA " + words[1], key));
                AddFlags(words[2..], key, pieces);
                return Length(words[1]);

            case "HD":
                pieces.Add(new Piece(Kind.Words, "HD", key));
                AddFlags(words[1..], key, pieces);
                return -1;

            default:
                pieces.Add(new Piece(Kind.Words, line, key));
                return -1;
        }
    }

    private static void AddFlags(string[] flags, string key, List<Piece> pieces)
    {
        foreach (string flag in flags)
        {
            Kind kind = flag.Length > 1 ? KindOf(flag[0]) : Kind.Words;
            pieces.Add(new Piece(kind, kind == Kind.Words ? flag : flag[1..], key));
        }
    }

    private static Kind KindOf(char flag) => flag switch
    {
        'c' => Kind.Cas,
        't' or 'l' => Kind.Seconds,
        _ => Kind.Words,
    };

    private static int Length(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1;

    /// <summary>A part of a reply.</summary>
    internal readonly record struct Piece(Kind Kind, string Text, string Key);
}
