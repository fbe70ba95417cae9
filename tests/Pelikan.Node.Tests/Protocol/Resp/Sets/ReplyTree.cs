using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>One RESP reply, taken apart: its type, its text, and what is in it.</summary>
internal sealed record ReplyTree(char Type, string Text, IReadOnlyList<ReplyTree> Items)
{
    public bool IsError => Type == '-';

    /// <summary>Read the only reply in some bytes.</summary>
    public static ReplyTree Parse(string bytes)
    {
        int at = 0;
        ReplyTree tree = Parse(bytes, ref at);
        return at == bytes.Length ? tree : throw new FormatException($"{bytes.Length - at} bytes behind a reply: {bytes}");
    }

    /// <summary>Read one reply of several.</summary>
    public static ReplyTree Parse(string bytes, ref int at)
    {
        int end = bytes.IndexOf("\r\n", at, StringComparison.Ordinal);
        char type = bytes[at];
        string text = bytes[(at + 1)..end];
        at = end + 2;
        switch (type)
        {
            case '$' when text != "-1":
                int length = int.Parse(text, CultureInfo.InvariantCulture);
                string body = bytes.Substring(at, length);
                at += length + 2;
                return new ReplyTree(type, body, []);
            case '*' or '~' when text != "-1":
                List<ReplyTree> items = [];
                for (int left = int.Parse(text, CultureInfo.InvariantCulture); left > 0; left--)
                {
                    items.Add(Parse(bytes, ref at));
                }

                return new ReplyTree(type, string.Empty, items);
            default:
                return new ReplyTree(type, text, []);
        }
    }

    /// <summary>The same reply with its items in an order of their own, for those that come in no order.</summary>
    public ReplyTree Sorted() => this with { Items = [.. Items.OrderBy(item => item.ToString(), StringComparer.Ordinal)] };

    public override string ToString() => $"{Type}{Text}{(Items.Count == 0 ? string.Empty : $"[{string.Join(' ', Items)}]")}";
}
