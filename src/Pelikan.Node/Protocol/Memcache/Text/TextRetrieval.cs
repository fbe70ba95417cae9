using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Text;

/// <summary>
/// get, gets, gat and gats. The whole line is checked before the first key is answered, so an error is never mixed with
/// values; then the keys are answered as far as the output has room, and the rest when it has been drained.
/// </summary>
internal static class TextRetrieval
{
    /// <summary>Keys whose cache misses overlap: enough to hide a memory access, few enough for the stack.</summary>
    private const int KeysPerBatch = 32;

    private enum LineCheck : byte
    {
        Good,
        Bad,
        TooManyKeys,
    }

    public static ServeStatus Begin<TStore>(
        TextVerb verb, ReadOnlySpan<byte> line, TextTokens tokens, int lineLength, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        MemcacheMetric family = FamilyOf(verb);
        exchange.Count(family);
        exchange.Session.Argument = 0;
        consumed = lineLength;

        if (IsTouching(verb) && !TryReadExpiry(ref tokens, ref exchange, family))
        {
            return ServeStatus.Served;
        }

        switch (Check(tokens, exchange.Limits.KeysPerGetMax))
        {
            case LineCheck.Bad:
                return Refuse(TextReplies.BadLine, family, ref exchange);

            case LineCheck.TooManyKeys:
                exchange.Count(MemcacheMetric.TooManyKeys);
                return Refuse(TextReplies.TooManyKeys, family, ref exchange);

            default:
                return ServeKeys(verb, line, tokens, lineLength, ref exchange, out consumed);
        }
    }

    /// <summary>Go on with a line whose first keys have been answered; it is checked, and still in the input to its end.</summary>
    public static ServeStatus Resume<TStore>(ReadOnlySpan<byte> input, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        int lineLength = input.IndexOf((byte)'\n') + 1;
        consumed = 0;
        if (lineLength == 0)
        {
            return ServeStatus.Incomplete;
        }

        TextVerb verb = (TextVerb)((int)TextVerb.Get + (exchange.Session.Phase - (int)TextPhase.InsideGet));
        ReadOnlySpan<byte> line = TextLine.Content(input, lineLength);
        return ServeKeys(verb, line, new TextTokens(line), lineLength, ref exchange, out consumed);
    }

    private static ServeStatus ServeKeys<TStore>(
        TextVerb verb, ReadOnlySpan<byte> line, TextTokens tokens, int lineLength, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        TextTokens first = tokens;
        first.Next(out ReadOnlySpan<byte> key);
        bool alone = first.Position == line.Length;
        int hits = 0;
        int keys = 0;
        int stop = line.Length;
        if (alone && exchange.Output.HasRoom)
        {
            keys = 1;
            hits = ServeKey(verb, key, ref exchange) ? 1 : 0;
        }
        else
        {
            stop = ServeBatches(verb, line, tokens, ref exchange, out keys, out hits);
        }

        MemcacheMetric family = FamilyOf(verb);
        exchange.Count(family + MetricOffset.Key, keys);
        exchange.Count(family + MetricOffset.KeyHit, hits);
        exchange.Count(family + MetricOffset.KeyMiss, keys - hits);
        return Finish(verb, done: stop == line.Length, stop, lineLength, ref exchange, out consumed);
    }

    private static ServeStatus Finish<TStore>(
        TextVerb verb, bool done, int stop, int lineLength, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        if (!done)
        {
            exchange.Session.Phase = (int)TextPhase.InsideGet + (verb - TextVerb.Get);
            consumed = stop;
            return ServeStatus.OutputFull;
        }

        exchange.Output.Write(TextReplies.End);
        exchange.Session.Phase = (int)TextPhase.BetweenRequests;
        exchange.Session.Argument = 0;
        consumed = lineLength;
        return ServeStatus.Served;
    }

    /// <summary>Answer keys until the line or the room ends. Returns where in the line the first unanswered key is; the line's length if none is left.</summary>
    // Not inlined, so that a get of one key does not clear the locals of this path: a seventh of its time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ServeBatches<TStore>(
        TextVerb verb, ReadOnlySpan<byte> line, TextTokens tokens, ref Exchange<TStore> exchange, out int keys, out int hits)
        where TStore : struct, IStore
    {
        keys = 0;
        hits = 0;
        Span<Range> batch = stackalloc Range[KeysPerBatch];
        while (true)
        {
            int count = Collect(ref tokens, batch);
            if (count == 0)
            {
                return line.Length;
            }

            exchange.Store.Prefetch(line, batch[..count]);
            foreach (Range key in batch[..count])
            {
                if (!exchange.Output.HasRoom)
                {
                    return key.Start.Value;
                }

                keys++;
                hits += ServeKey(verb, line[key], ref exchange) ? 1 : 0;
            }
        }
    }

    private static int Collect(ref TextTokens tokens, scoped Span<Range> batch)
    {
        int count = 0;
        while (count < batch.Length && tokens.Next())
        {
            batch[count++] = tokens.Start..tokens.Position;
        }

        return count;
    }

    /// <summary>Answer one key; false for a miss, which is answered with nothing.</summary>
    private static bool ServeKey<TStore>(TextVerb verb, ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Debug.Assert(key.Length is > 0 and <= MemcacheKey.LengthMax, "the line was checked before its first key was served");
        bool withCas = verb is TextVerb.Gets or TextVerb.Gats;
        StoreStatus status;
        scoped ItemView item;
        if (IsTouching(verb))
        {
            Instant expiry = new(exchange.Session.Argument);
            status = exchange.Store.GetAndTouch(key, expiry, in exchange.Guard, out item);
        }
        else
        {
            status = withCas
                ? exchange.Store.GetWithCas(key, in exchange.Guard, out item)
                : exchange.Store.Get(key, in exchange.Guard, out item);
        }

        if (status != StoreStatus.Ok)
        {
            return false;
        }

        ValueReply.Write(exchange.Output, key, item, withCas);
        return true;
    }

    private static LineCheck Check(TextTokens tokens, int keysMax)
    {
        int keys = 0;
        while (tokens.Next())
        {
            if (tokens.Position - tokens.Start > MemcacheKey.LengthMax)
            {
                return LineCheck.Bad;
            }

            keys++;
        }

        return keys == 0 ? LineCheck.Bad : keys > keysMax ? LineCheck.TooManyKeys : LineCheck.Good;
    }

    private static bool TryReadExpiry<TStore>(ref TextTokens tokens, ref Exchange<TStore> exchange, MemcacheMetric family)
        where TStore : struct, IStore
    {
        if (!tokens.Next(out ReadOnlySpan<byte> token))
        {
            Refuse(TextReplies.BadLine, family, ref exchange);
            return false;
        }

        if (!AsciiNumber.TryParse(token, out long exptime))
        {
            Refuse(TextReplies.BadExptime, family, ref exchange);
            return false;
        }

        exchange.Session.Argument = exchange.ExpiryOf(exptime).Milliseconds;
        return true;
    }

    private static ServeStatus Refuse<TStore>(scoped ReadOnlySpan<byte> reply, MemcacheMetric family, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(family + MetricOffset.Ex);
        exchange.Session.Argument = 0;
        exchange.Output.Write(reply);
        return ServeStatus.Served;
    }

    private static bool IsTouching(TextVerb verb) => verb is TextVerb.Gat or TextVerb.Gats;

    private static MemcacheMetric FamilyOf(TextVerb verb) => verb switch
    {
        TextVerb.Gets => MemcacheMetric.Gets,
        TextVerb.Gat => MemcacheMetric.Gat,
        TextVerb.Gats => MemcacheMetric.Gats,
        _ => MemcacheMetric.Get,
    };
}
