using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>memcached's meta commands, as docs/protocol/memcache-meta.md describes them byte for byte.</summary>
internal static class MetaCommands
{
    // The verb and the key; ms has its body's length behind them.
    private const int WordsBeforeFlags = 2;

    /// <summary>Serve one, whose line is at the head of the input.</summary>
    // Not inlined, so that a get of one key does not clear the locals of this path.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ServeStatus Serve<TStore>(
        TextVerb verb, ReadOnlySpan<byte> input, TextTokens tokens, int lineLength, ref Exchange<TStore> exchange, out int consumed)
        where TStore : struct, IStore
    {
        consumed = lineLength;
        if (verb == TextVerb.MetaNoop)
        {
            exchange.Count(MemcacheMetric.MetaNoop);
            exchange.Output.Write(MetaReplies.Noop);
            return ServeStatus.Served;
        }

        bool any = tokens.Next(out ReadOnlySpan<byte> key);
        if (verb == TextVerb.MetaSet)
        {
            return ServeSet(input, key, tokens, ref exchange, ref consumed);
        }

        if (!any)
        {
            Refuse(FamilyOf(verb), TextReplies.BadLine, ref exchange);
            return ServeStatus.Served;
        }

        MetaLine line = new(key, tokens, WordsBeforeFlags);
        if (verb == TextVerb.MetaDebug)
        {
            ServeDebug(in line, ref exchange);
            return ServeStatus.Served;
        }

        ReadOnlySpan<byte> error = verb == TextVerb.MetaArithmetic ? MetaArithmetic.ErrorOf(in line) : line.Error;
        if (error.IsEmpty && line.OpaqueTooLong)
        {
            error = MetaReplies.OpaqueTooLong;
        }

        MemcacheMetric family = verb == TextVerb.MetaArithmetic ? MetaArithmetic.FamilyOf(in line) : FamilyOf(verb);
        if (!error.IsEmpty)
        {
            Refuse(family, error, ref exchange);
            return ServeStatus.Served;
        }

        exchange.Count(family);
        if (line.Has(MetaFlag.BinaryKey))
        {
            ServeDecoded(verb, in line, ref exchange);
        }
        else
        {
            ServeKey(verb, key, in line, ref exchange);
        }

        return ServeStatus.Served;
    }

    /// <summary>Answer an error and count it. Errors are never silenced.</summary>
    public static void Refuse<TStore>(MemcacheMetric family, scoped ReadOnlySpan<byte> reply, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(family);
        exchange.Count(family + MetricOffset.Ex);
        exchange.Output.Write(reply);
    }

    /// <summary>Answer what the store did not do, to a request that is counted already.</summary>
    public static void RefuseUnstored<TStore>(
        MemcacheMetric family, StoreStatus status, scoped ReadOnlySpan<byte> noSpace, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool tooLarge = status == StoreStatus.TooLarge;
        exchange.Count(tooLarge ? MemcacheMetric.ValueTooLarge : MemcacheMetric.StoreNoSpace);
        exchange.Count(family + MetricOffset.Ex);
        exchange.Output.Write(tooLarge ? TextReplies.TooLarge : noSpace);
    }

    private static void ServeKey<TStore>(TextVerb verb, scoped ReadOnlySpan<byte> key, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (verb)
        {
            case TextVerb.MetaGet:
                MetaGet.Serve(key, in line, ref exchange);
                break;

            case TextVerb.MetaDelete:
                MetaDelete.Serve(key, in line, ref exchange);
                break;

            default:
                Debug.Assert(verb == TextVerb.MetaArithmetic, "the other verbs are served elsewhere");
                MetaArithmetic.Serve(key, in line, ref exchange);
                break;
        }
    }

    // Not inlined, so that a key in plain text does not clear the room for one in base64.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ServeDecoded<TStore>(TextVerb verb, scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Span<byte> space = stackalloc byte[MemcacheKey.LengthMax];
        ServeKey(verb, space[..Base64Key.Decode(line.SentKey, space)], in line, ref exchange);
    }

    /// <summary>ms, whose body must be known in length: without that nothing behind the line can be told from data.</summary>
    private static ServeStatus ServeSet<TStore>(
        ReadOnlySpan<byte> input, ReadOnlySpan<byte> key, TextTokens tokens, ref Exchange<TStore> exchange, ref int consumed)
        where TStore : struct, IStore
    {
        tokens.Next(out ReadOnlySpan<byte> lengthToken);
        if (!AsciiNumber.TryParse(lengthToken, out uint length) || length > StorageLine.BodyBytesMax)
        {
            Refuse(MemcacheMetric.MetaSet, TextReplies.BadLine, ref exchange);
            consumed = input.Length;
            return ServeStatus.HangUp;
        }

        MetaLine line = new(key, tokens, WordsBeforeFlags + 1);
        ReadOnlySpan<byte> body = input[consumed..];
        ServeStatus status = line.Has(MetaFlag.BinaryKey) && line.Error.IsEmpty
            ? SetDecoded(body, in line, (int)length, ref exchange, out int used)
            : MetaSet.Serve(body, key, in line, (int)length, ref exchange, out used);
        consumed = status == ServeStatus.Incomplete ? 0 : consumed + used;
        return status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ServeStatus SetDecoded<TStore>(
        ReadOnlySpan<byte> body, scoped in MetaLine line, int length, ref Exchange<TStore> exchange, out int used)
        where TStore : struct, IStore
    {
        Span<byte> space = stackalloc byte[MemcacheKey.LengthMax];
        return MetaSet.Serve(body, space[..Base64Key.Decode(line.SentKey, space)], in line, length, ref exchange, out used);
    }

    /// <summary>me knows one flag, which must be the first, and takes no offence at others.</summary>
    private static void ServeDebug<TStore>(scoped in MetaLine line, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        TextTokens flags = line.Flags;
        bool binary = flags.Next(out ReadOnlySpan<byte> first) && first.SequenceEqual("b"u8);
        bool keyFits = line.SentKey.Length <= MemcacheKey.LengthMax;
        if (line.Malformed || !keyFits || (binary && !Base64Key.IsWellFormed(line.SentKey)))
        {
            Refuse(MemcacheMetric.MetaDebug, TextReplies.BadLine, ref exchange);
            return;
        }

        exchange.Count(MemcacheMetric.MetaDebug);
        if (!binary)
        {
            MetaDebug.Serve(line.SentKey, ref exchange);
            return;
        }

        Span<byte> space = stackalloc byte[MemcacheKey.LengthMax];
        MetaDebug.Serve(space[..Base64Key.Decode(line.SentKey, space)], ref exchange);
    }

    private static MemcacheMetric FamilyOf(TextVerb verb) => verb switch
    {
        TextVerb.MetaGet => MemcacheMetric.MetaGet,
        TextVerb.MetaDelete => MemcacheMetric.MetaDelete,
        TextVerb.MetaArithmetic => MemcacheMetric.MetaIncr,
        _ => MemcacheMetric.MetaDebug,
    };
}
