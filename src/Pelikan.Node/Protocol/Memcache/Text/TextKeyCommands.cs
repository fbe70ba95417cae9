using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>The commands of one key and no body: delete, touch, incr and decr.</summary>
internal static class TextKeyCommands
{
    public static void Delete<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Delete);
        if (!TryReadKey(ref tokens, out ReadOnlySpan<byte> key, out bool quiet))
        {
            Refuse(MemcacheMetric.Delete, TextReplies.BadLine, quiet, ref exchange);
            return;
        }

        if (!IsDeleteTail(tokens, quiet))
        {
            Refuse(MemcacheMetric.Delete, TextReplies.DeleteUsage, quiet, ref exchange);
            return;
        }

        bool found = exchange.Store.Delete(key, in exchange.Guard) == StoreStatus.Ok;
        exchange.Count(MemcacheMetric.Delete + (found ? MetricOffset.Done : MetricOffset.NotFound));
        exchange.Reply(found ? TextReplies.Deleted : TextReplies.NotFound, quiet);
    }

    public static void Touch<TStore>(TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.Touch);
        if (!TryReadKey(ref tokens, out ReadOnlySpan<byte> key, out bool quiet) || !tokens.Next(out ReadOnlySpan<byte> argument))
        {
            Refuse(MemcacheMetric.Touch, TextReplies.BadLine, quiet, ref exchange);
            return;
        }

        if (!AsciiNumber.TryParse(argument, out long exptime))
        {
            Refuse(MemcacheMetric.Touch, TextReplies.BadExptime, quiet, ref exchange);
            return;
        }

        StoreStatus status = exchange.Store.Touch(key, exchange.ExpiryOf(exptime), in exchange.Guard);
        if (status is StoreStatus.NoSpace or StoreStatus.TooLarge)
        {
            RefuseUnstored(MemcacheMetric.Touch, status, quiet, ref exchange);
            return;
        }

        bool found = status == StoreStatus.Ok;
        exchange.Count(MemcacheMetric.Touch + (found ? MetricOffset.Done : MetricOffset.NotFound));
        exchange.Reply(found ? TextReplies.Touched : TextReplies.NotFound, quiet);
    }

    public static void Arithmetic<TStore>(TextVerb verb, TextTokens tokens, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        MemcacheMetric family = verb == TextVerb.Incr ? MemcacheMetric.Incr : MemcacheMetric.Decr;
        exchange.Count(family);
        if (!TryReadKey(ref tokens, out ReadOnlySpan<byte> key, out bool quiet) || !tokens.Next(out ReadOnlySpan<byte> argument))
        {
            Refuse(family, TextReplies.BadLine, quiet, ref exchange);
            return;
        }

        if (!AsciiNumber.TryParse(argument, out ulong delta))
        {
            Refuse(family, TextReplies.BadDelta, quiet, ref exchange);
            return;
        }

        StoreStatus status = verb == TextVerb.Incr
            ? exchange.Store.Increment(key, delta, in exchange.Guard, out ulong result)
            : exchange.Store.Decrement(key, delta, in exchange.Guard, out result);
        AnswerArithmetic(family, status, result, quiet, ref exchange);
    }

    private static void AnswerArithmetic<TStore>(
        MemcacheMetric family, StoreStatus status, ulong result, bool quiet, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (status)
        {
            case StoreStatus.Ok:
                exchange.Count(family + MetricOffset.Done);
                if (!quiet)
                {
                    exchange.Output.WriteNumber(result);
                    exchange.Output.Write(TextReplies.LineEnd);
                }

                break;

            case StoreStatus.NotFound:
                exchange.Count(family + MetricOffset.NotFound);
                exchange.Reply(TextReplies.NotFound, quiet);
                break;

            case StoreStatus.NotNumeric:
                Refuse(family, TextReplies.NotNumeric, quiet, ref exchange);
                break;

            default:
                RefuseUnstored(family, status, quiet, ref exchange);
                break;
        }
    }

    private static bool TryReadKey(ref TextTokens tokens, out ReadOnlySpan<byte> key, out bool quiet)
    {
        bool any = tokens.Next(out key);
        quiet = tokens.EndWithNoReply();
        return any && key.Length <= MemcacheKey.LengthMax;
    }

    /// <summary>
    /// Behind the key may stand <c>0</c>, once a delay that some clients still send, then <c>noreply</c>. Any other tail
    /// is a usage error, unless nobody listens for it.
    /// </summary>
    private static bool IsDeleteTail(TextTokens tokens, bool quiet)
    {
        if (quiet || !tokens.Next(out ReadOnlySpan<byte> tail))
        {
            return true;
        }

        return tail.SequenceEqual("0"u8) && !tokens.Next();
    }

    private static void RefuseUnstored<TStore>(MemcacheMetric family, StoreStatus status, bool quiet, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool tooLarge = status == StoreStatus.TooLarge;
        exchange.Count(tooLarge ? MemcacheMetric.ValueTooLarge : MemcacheMetric.StoreNoSpace);
        Refuse(family, tooLarge ? TextReplies.TooLarge : TextReplies.NoSpace, quiet, ref exchange);
    }

    private static void Refuse<TStore>(MemcacheMetric family, scoped ReadOnlySpan<byte> reply, bool quiet, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(family + MetricOffset.Ex);
        exchange.Reply(reply, quiet);
    }
}
