using System;
using System.Text;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>SSCAN and ZSCAN: a page of the members.</summary>
internal static class MemberScan
{
    private const int CountDefault = 10;
    private const int FirstOption = 3;

    public static void Serve<TStore>(ItemKind kind, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!TryParseCursor(arguments[2], out ulong cursor))
        {
            exchange.Reply.Error(RespErrors.InvalidCursor);
            return;
        }

        if (!SetRead.TryRead(arguments[1], kind, ref exchange, out SetRead set))
        {
            return;
        }

        // As with Redis, nobody looks at the options where there is nothing to scan.
        if (!set.Exists)
        {
            GivePage(default, default, 0, withScores: false, exchange.Reply);
            return;
        }

        if (TryParseOptions(arguments, exchange.Reply, out int count, out int patternAt))
        {
            Scan(set.Pack, cursor, count, patternAt == 0 ? default : arguments[patternAt], exchange.Worker.Sets, exchange.Reply);
        }
    }

    private static bool TryParseCursor(scoped ReadOnlySpan<byte> text, out ulong cursor)
    {
        if (RespNumber.TryParse(text, out long signed))
        {
            cursor = unchecked((ulong)signed);
            return true;
        }

        return AsciiNumber.TryParse(text, out cursor);
    }

    private static bool TryParseOptions(scoped in RespArguments arguments, RespWriter reply, out int count, out int patternAt)
    {
        count = CountDefault;
        patternAt = 0;
        for (int index = FirstOption; index < arguments.Count; index += 2)
        {
            bool hasValue = index + 1 < arguments.Count;
            if (hasValue && Ascii.EqualsIgnoreCase(arguments[index], "match"u8))
            {
                patternAt = index + 1;
                continue;
            }

            if (!hasValue || !Ascii.EqualsIgnoreCase(arguments[index], "count"u8))
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }

            if (!RespNumber.TryParse(arguments[index + 1], out long asked))
            {
                reply.Error(RespErrors.NotInteger);
                return false;
            }

            if (asked < 1)
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }

            count = (int)Math.Min(asked, int.MaxValue);
        }

        return true;
    }

    private static void Scan(
        scoped in PackReader pack, ulong cursor, int count, scoped ReadOnlySpan<byte> pattern, SetWork work, RespWriter reply)
    {
        Span<int> found = work.Ordinals(pack.Count);
        int length = 0;
        PackScan scan = pack.Scan(cursor, count);
        while (scan.MoveNext())
        {
            if (pattern.IsEmpty || Glob.Matches(pattern, pack.Member(scan.Ordinal)))
            {
                found[length++] = scan.Ordinal;
            }
        }

        GivePage(pack, found[..length], scan.Next, pack.Kind == ItemKind.SortedSet, reply);
    }

    /// <summary>The members of a page, and their scores as text: a page looks the same in both versions.</summary>
    private static void GivePage(scoped in PackReader pack, scoped ReadOnlySpan<int> found, ulong next, bool withScores, RespWriter reply)
    {
        Span<byte> text = stackalloc byte[RespNumber.DoubleBytesMax];
        reply.Array(2);
        reply.Bulk(text[..AsciiNumber.Format(next, text)]);
        reply.Array(withScores ? 2L * found.Length : found.Length);
        foreach (int ordinal in found)
        {
            reply.Bulk(pack.Member(ordinal));
            if (withScores)
            {
                reply.Bulk(text[..RespNumber.Format(pack.Score(ordinal), text)]);
            }
        }
    }
}
