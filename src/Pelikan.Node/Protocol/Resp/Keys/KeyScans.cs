using System;
using System.Globalization;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>SCAN and KEYS: walks over the table, a bounded part at a time.</summary>
internal static class KeyScans
{
    private const int ItemsPerHead = 8;
    private const int HeadsMax = 8;
    private const long CountAtFirst = 10;

    // A page ends at as many items as were asked for; where the table is nearly empty, or the pattern is dear, it ends before.
    private const int HeadsPerPageMax = 4096;

    // KEYS cannot go on, so it may take longer than a page.
    private const long LooksPerKeysMax = 192 * 1024;
    private const long HeadsPerKeysMax = 256 * 1024;

    public static void Scan<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!AsciiNumber.TryParse(arguments[1], out ulong cursor))
        {
            exchange.Reply.Error(RespErrors.InvalidCursor);
            return;
        }

        ReadOnlySpan<byte> pattern = "*"u8;
        ReadOnlySpan<byte> type = default;
        long count = CountAtFirst;
        bool typed = false;
        for (int i = 2; i < arguments.Count; i += 2)
        {
            bool last = i + 1 == arguments.Count;
            if (!last && Ascii.EqualsIgnoreCase(arguments[i], "COUNT"u8))
            {
                if (!TryCount(arguments[i + 1], ref exchange, out count))
                {
                    return;
                }
            }
            else if (!last && Ascii.EqualsIgnoreCase(arguments[i], "MATCH"u8))
            {
                pattern = arguments[i + 1];
                if (!ScanLimits.Takes(pattern, exchange.Reply))
                {
                    return;
                }
            }
            else if (!last && Ascii.EqualsIgnoreCase(arguments[i], "TYPE"u8))
            {
                typed = true;
                type = arguments[i + 1];
            }
            else
            {
                exchange.Reply.Error(RespErrors.Syntax);
                return;
            }
        }

        ItemKind? kind = typed ? KindNames.Of(type) : null;
        Walk(cursor, count, pattern, kind, nothing: typed && kind is null, ref exchange);
    }

    /// <summary>All keys that match, where there are no more keys than a client may ask for in one get.</summary>
    public static void Keys<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int keysMax = exchange.Limits.KeysPerGetMax;
        if (exchange.Store.ItemCount > keysMax)
        {
            exchange.Reply.Error(Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"ERR KEYS walks at most {keysMax} keys and there are more: use SCAN")));
            return;
        }

        if (!ScanLimits.Takes(arguments[1], exchange.Reply))
        {
            return;
        }

        RespKeyList keys = exchange.Worker.Resp.Keys;
        keys.Clear();
        KeyCollector collector = new(arguments[1], kind: null, keys, keysMax);
        bool ended = exchange.Store.ItemCount == 0;
        ulong cursor = 0;
        for (long heads = 0; !ended && heads < HeadsPerKeysMax && collector.Looks < LooksPerKeysMax; heads += HeadsMax)
        {
            cursor = exchange.Store.Scan(cursor, HeadsMax, ref collector, in exchange.Guard);
            ended = cursor == 0;
        }

        if (!ended)
        {
            exchange.Reply.Error("ERR KEYS would take too long: use SCAN"u8);
            return;
        }

        Answer(keys, exchange.Reply);
    }

    private static bool TryCount<TStore>(scoped ReadOnlySpan<byte> word, ref RespExchange<TStore> exchange, out long count)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(word, out count))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
            return false;
        }

        if (count < 1)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return false;
        }

        return true;
    }

    private static void Walk<TStore>(
        ulong cursor, long count, scoped ReadOnlySpan<byte> pattern, ItemKind? kind, bool nothing, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RespKeyList keys = exchange.Worker.Resp.Keys;
        keys.Clear();
        KeyCollector collector = new(pattern, kind, keys, nothing ? 0 : int.MaxValue);
        int heads = (int)Math.Clamp(count / ItemsPerHead, 1, HeadsMax);
        ulong next = cursor;
        int visited = 0;
        do
        {
            next = exchange.Store.Scan(next, heads, ref collector, in exchange.Guard);
            visited += heads;
        }
        while (next != 0 && collector.Seen < count && visited < HeadsPerPageMax && collector.Looks < ScanLimits.LooksPerPageMax);

        Span<byte> digits = stackalloc byte[AsciiNumber.DigitsMax];
        exchange.Reply.Array(2);
        exchange.Reply.Bulk(digits[..AsciiNumber.Format(next, digits)]);
        Answer(keys, exchange.Reply);
    }

    private static void Answer(RespKeyList keys, RespWriter reply)
    {
        reply.Array(keys.Count);
        for (int i = 0; i < keys.Count; i++)
        {
            reply.Bulk(keys[i]);
        }
    }
}
