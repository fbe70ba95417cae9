using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// set, add, replace, append, prepend and cas. A value is stored when its whole body is in the input; a refused body is
/// answered at once and thrown away as it comes, without being kept.
/// </summary>
internal static class TextStorage
{
    // Not inlined, so that a get of one key does not clear the locals of this path: a seventh of its time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ServeStatus Serve<TStore>(
        TextVerb verb, ReadOnlySpan<byte> input, TextTokens tokens, int lineLength, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = lineLength;
        if (!StorageLine.TryParse(tokens, hasCas: verb == TextVerb.Cas, out StorageLine line))
        {
            // Where the body ends is unknown, so nothing behind this line can be told from data: close instead of running it.
            CountError(verb, ref exchange);
            exchange.Output.Write(TextReplies.BadLine);
            consumed = input.Length;
            return ServeStatus.HangUp;
        }

        if (!line.WellFormed)
        {
            return Refuse(verb, in line, TextReplies.BadLine, ref exchange);
        }

        if (line.BodyLength > exchange.Limits.ValueBytesMax)
        {
            return Refuse(verb, in line, TooLarge(verb, line.Key, ref exchange), ref exchange);
        }

        ReadOnlySpan<byte> body = input[lineLength..];
        switch (TextBody.Check(body, line.BodyLength))
        {
            case TextBody.End.Missing:
                consumed = 0;
                return ServeStatus.Incomplete;

            case TextBody.End.Wrong:
                exchange.Count(MemcacheMetric.BadDataChunk);
                return Refuse(verb, in line, TextReplies.BadDataChunk, ref exchange);

            default:
                consumed = lineLength + line.BodyLength + TextReplies.LineEnd.Length;
                Execute(verb, in line, body[..line.BodyLength], ref exchange);
                return ServeStatus.Served;
        }
    }

    /// <summary>Answer an error now; the body, and the rest of the line it ends in, are thrown away from the next call on.</summary>
    private static ServeStatus Refuse<TStore>(
        TextVerb verb, in StorageLine line, scoped ReadOnlySpan<byte> reply, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        CountError(verb, ref exchange);
        exchange.Reply(reply, line.NoReply);
        TextBody.Skip(line.BodyLength, ref exchange.Session);
        return ServeStatus.Served;
    }

    private static void Execute<TStore>(
        TextVerb verb, in StorageLine line, ReadOnlySpan<byte> value, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Instant expiry = exchange.ExpiryOf(line.Exptime);
        StoreStatus status = verb switch
        {
            TextVerb.Set => exchange.Store.Set(line.Key, value, line.Flags, expiry, in exchange.Guard),
            TextVerb.Add => exchange.Store.Add(line.Key, value, line.Flags, expiry, in exchange.Guard),
            TextVerb.Replace => exchange.Store.Replace(line.Key, value, line.Flags, expiry, in exchange.Guard),
            TextVerb.Append => exchange.Store.Append(line.Key, value, in exchange.Guard),
            TextVerb.Prepend => exchange.Store.Prepend(line.Key, value, in exchange.Guard),
            _ => exchange.Store.CompareAndSet(line.Key, value, line.Flags, expiry, line.Cas, in exchange.Guard),
        };

        bool fits = status is not (StoreStatus.TooLarge or StoreStatus.NoSpace);
        if (!fits && verb is not (TextVerb.Append or TextVerb.Prepend))
        {
            CountError(verb, ref exchange);
            exchange.Reply(status == StoreStatus.TooLarge ? TooLarge(verb, line.Key, ref exchange) : NoSpace(verb, line.Key, ref exchange), line.NoReply);
            return;
        }

        MemcacheMetric family = FamilyOf(verb);
        exchange.Count(family);
        exchange.Reply(verb == TextVerb.Cas ? CasOutcome(status, ref exchange) : StoreOutcome(family, status, ref exchange), line.NoReply);
    }

    /// <summary>An append or prepend whose result does not fit is not stored, as in memcached; the item stays as it was.</summary>
    private static ReadOnlySpan<byte> StoreOutcome<TStore>(MemcacheMetric family, StoreStatus status, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool stored = status == StoreStatus.Ok;
        exchange.Count(family + (stored ? MetricOffset.Stored : MetricOffset.NotStored));
        return stored ? TextReplies.Stored : TextReplies.NotStored;
    }

    private static ReadOnlySpan<byte> CasOutcome<TStore>(StoreStatus status, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (status)
        {
            case StoreStatus.Ok:
                exchange.Count(MemcacheMetric.CasStored);
                return TextReplies.Stored;

            case StoreStatus.Exists:
                exchange.Count(MemcacheMetric.CasExists);
                return TextReplies.Exists;

            default:
                Debug.Assert(status == StoreStatus.NotFound, "compare-and-set has no other outcome");
                exchange.Count(MemcacheMetric.CasNotFound);
                return TextReplies.NotFound;
        }
    }

    private static ReadOnlySpan<byte> NoSpace<TStore>(TextVerb verb, scoped ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.StoreNoSpace);
        DropReplaced(verb, key, ref exchange);
        return TextReplies.NoSpaceToStore;
    }

    private static ReadOnlySpan<byte> TooLarge<TStore>(TextVerb verb, scoped ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.ValueTooLarge);
        DropReplaced(verb, key, ref exchange);
        return TextReplies.TooLarge;
    }

    /// <summary>A set that cannot be kept still ends the old value: the client has said that it is no longer true.</summary>
    private static void DropReplaced<TStore>(TextVerb verb, scoped ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (verb == TextVerb.Set)
        {
            exchange.Store.Delete(key, in exchange.Guard);
        }
    }

    private static void CountError<TStore>(TextVerb verb, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        MemcacheMetric family = FamilyOf(verb);
        exchange.Count(family);
        exchange.Count(family + MetricOffset.Ex);
    }

    private static MemcacheMetric FamilyOf(TextVerb verb) => verb switch
    {
        TextVerb.Set => MemcacheMetric.Set,
        TextVerb.Add => MemcacheMetric.Add,
        TextVerb.Replace => MemcacheMetric.Replace,
        TextVerb.Append => MemcacheMetric.Append,
        TextVerb.Prepend => MemcacheMetric.Prepend,
        _ => MemcacheMetric.Cas,
    };
}
