using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Pelikan.Conformance.Differential;

/// <summary>memcached's text protocol, classic and meta. A no-op behind each command tells where its reply ends: some have none.</summary>
internal sealed class TextDialect : IDialect
{
    private const int SecondsApart = 2;

    private static readonly byte[] Fence = "mn\r\n"u8.ToArray();
    private static readonly byte[] FenceReply = "MN\r\n"u8.ToArray();

    public Step Clear { get; } = new("flush_all\r\n"u8.ToArray(), []);

    public byte[] Frame(IReadOnlyList<Step> steps, CasBook book, bool ours)
    {
        using MemoryStream frame = new();
        foreach (Step step in steps)
        {
            frame.Write(step.Head);
            if (step.Cas is { } use)
            {
                frame.Write(Wire.Bytes(book.Find(use, ours).ToString(CultureInfo.InvariantCulture)));
            }

            frame.Write(step.Tail);
            frame.Write(Fence);
        }

        return frame.ToArray();
    }

    public IReadOnlyList<byte[]> ReadReplies(Peer peer, IReadOnlyList<Step> steps)
    {
        List<byte[]> replies = [];
        while (replies.Count < steps.Count)
        {
            int end = FindFence(peer.Unread);
            if (end < 0)
            {
                peer.Receive();
                continue;
            }

            replies.Add(peer.Take(end));
            peer.Take(FenceReply.Length);
        }

        return replies;
    }

    public bool Agree(Step step, byte[] ours, byte[] theirs, CasBook book)
    {
        string key = step.Keys.Count > 0 ? step.Keys[0] : string.Empty;
        IReadOnlyList<TextReply.Piece> here = TextReply.Parse(Wire.Text(ours), key);
        IReadOnlyList<TextReply.Piece> there = TextReply.Parse(Wire.Text(theirs), key);
        if (here.Count != there.Count)
        {
            return false;
        }

        for (int index = 0; index < here.Count; index++)
        {
            if (!Agree(here[index], there[index], book))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Agree(TextReply.Piece ours, TextReply.Piece theirs, CasBook book) => (ours.Kind, theirs.Kind) switch
    {
        (TextReply.Kind.Cas, TextReply.Kind.Cas) =>
            Number(ours.Text, out ulong here) && Number(theirs.Text, out ulong there) && book.Learn(ours.Key, here, there),
        (TextReply.Kind.Seconds, TextReply.Kind.Seconds) => ours.Text == theirs.Text || Near(ours.Text, theirs.Text),
        _ => ours == theirs,
    };

    private static bool Near(string ours, string theirs) =>
        Number(ours, out ulong here) && Number(theirs, out ulong there) && Math.Max(here, there) - Math.Min(here, there) <= SecondsApart;

    private static bool Number(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // No value that is sent holds the reply to a fence.
    private static int FindFence(ReadOnlySpan<byte> unread)
    {
        for (int from = 0; from < unread.Length;)
        {
            int at = unread[from..].IndexOf(FenceReply);
            if (at < 0)
            {
                return -1;
            }

            at += from;
            if (at == 0 || unread[at - 1] == '\n')
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }
}
