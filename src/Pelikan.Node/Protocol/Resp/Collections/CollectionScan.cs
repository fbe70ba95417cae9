using System;
using System.Text;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Collections;

/// <summary>HSCAN, SSCAN and ZSCAN: <c>key cursor [MATCH pattern] [COUNT count]</c>.</summary>
internal static class CollectionScan
{
    private const int OptionsAt = 3;
    private const int CountByDefault = 10;

    // A page is found in parts, so that it can end where it has cost enough.
    private const int CountPerPart = 64;

    public static void Serve<TStore>(ItemKind kind, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!TryReadCursor(arguments[2], out ulong cursor))
        {
            exchange.Reply.Error(RespErrors.InvalidCursor);
            return;
        }

        if (!PackAccess.TryRead(arguments[1], kind, ref exchange, out PackReader pack))
        {
            return;
        }

        // As in Redis, the options of a scan of nothing are not looked at.
        ReadOnlySpan<byte> pattern = "*"u8;
        int count = CountByDefault;
        if (pack.Count == 0 || TryReadOptions(in arguments, exchange.Reply, ref pattern, ref count))
        {
            Answer(pack, cursor, count, pattern, ref exchange);
        }
    }

    /// <summary>As the C library reads it for Redis: with a sign perhaps, and nothing is 0.</summary>
    private static bool TryReadCursor(scoped ReadOnlySpan<byte> word, out ulong cursor)
    {
        bool isNegative = !word.IsEmpty && word[0] == '-';
        scoped ReadOnlySpan<byte> digits = isNegative || word.StartsWith((byte)'+') ? word[1..] : word;
        bool isNumber = AsciiNumber.TryParse(digits, out cursor);
        cursor = isNegative ? unchecked(0 - cursor) : cursor;
        return isNumber || word.IsEmpty;
    }

    private static bool TryReadOptions(scoped in RespArguments arguments, RespWriter reply, ref ReadOnlySpan<byte> pattern, ref int count)
    {
        for (int i = OptionsAt; i < arguments.Count; i += 2)
        {
            bool isCount = Ascii.EqualsIgnoreCase(arguments[i], "count"u8);
            if (i + 1 == arguments.Count || (!isCount && !Ascii.EqualsIgnoreCase(arguments[i], "match"u8)))
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }

            if (!isCount)
            {
                pattern = arguments[i + 1];
                if (!ScanLimits.Takes(pattern, reply))
                {
                    return false;
                }

                continue;
            }

            if (!CountWord.TryReadAny(arguments[i + 1], reply, out long number))
            {
                return false;
            }

            if (number < 1)
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }

            count = (int)Math.Min(number, int.MaxValue);
        }

        return true;
    }

    /// <summary>Those that match are noted first: how many there are comes before them.</summary>
    private static void Answer<TStore>(
        scoped PackReader pack, ulong cursor, int count, scoped ReadOnlySpan<byte> pattern, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Span<int> matches = exchange.Worker.Sets.Ordinals(pack.Count);
        matches = matches[..Find(pack, ref cursor, count, pattern, matches)];
        RespWriter reply = exchange.Reply;
        Span<byte> next = stackalloc byte[AsciiNumber.DigitsMax];
        reply.Array(2);
        reply.Bulk(next[..AsciiNumber.Format(cursor, next)]);
        reply.Array(pack.Kind == ItemKind.Set ? matches.Length : 2L * matches.Length);
        foreach (int ordinal in matches)
        {
            reply.Bulk(pack.Member(ordinal));
            WriteSecond(pack, ordinal, reply);
        }
    }

    /// <summary>Note the elements of a page that match, and let the cursor be the next page's.</summary>
    /// <returns>How many they are.</returns>
    private static int Find(scoped PackReader pack, ref ulong cursor, int count, scoped ReadOnlySpan<byte> pattern, scoped Span<int> matches)
    {
        bool all = pattern.SequenceEqual("*"u8);
        int found = 0;
        int asked = 0;
        long looks = 0;
        long patternSteps = 0;
        do
        {
            int part = Math.Min(CountPerPart, count - asked);
            PackScan scan = pack.Scan(cursor, part);
            while (scan.MoveNext())
            {
                int steps = 0;
                if (all || Glob.Matches(pattern, pack.Member(scan.Ordinal), out steps))
                {
                    matches[found++] = scan.Ordinal;
                }

                looks++;
                patternSteps += steps;
            }

            cursor = scan.Next;
            asked += part;
        }
        while (cursor != 0 && asked < count && looks + (patternSteps / ScanLimits.PatternStepsPerLook) < ScanLimits.LooksPerPageMax);
        return found;
    }

    private static void WriteSecond(PackReader pack, int ordinal, RespWriter reply)
    {
        if (pack.Kind == ItemKind.Hash)
        {
            reply.Bulk(pack.Value(ordinal));
        }
        else if (pack.Kind == ItemKind.SortedSet)
        {
            Span<byte> text = stackalloc byte[RespNumber.DoubleBytesMax];
            reply.Bulk(text[..RespNumber.Format(pack.Score(ordinal), text)]);
        }
    }
}
