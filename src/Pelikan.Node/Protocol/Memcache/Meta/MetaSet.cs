using System;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>
/// ms. As with set, a value is stored when its whole body is in the input; a refused body is answered at once and thrown away as it comes.
/// Errors are told whether or not the client asked for silence.
/// </summary>
internal static class MetaSet
{
    public static ServeStatus Serve<TStore>(
        ReadOnlySpan<byte> body, scoped ReadOnlySpan<byte> key, scoped in MetaLine line, int bodyLength, ref Exchange<TStore> exchange, out int used)
        where TStore : struct, IStore
    {
        used = 0;
        if (!line.Error.IsEmpty)
        {
            return Refuse(line.Error, bodyLength, ref exchange);
        }

        if (!TryReadMode(in line, out MetaSetMode mode))
        {
            return Refuse(MetaReplies.BadSetMode, bodyLength, ref exchange);
        }

        if (bodyLength > exchange.Limits.ValueBytesMax)
        {
            return Refuse(TooLarge(key, ref exchange), bodyLength, ref exchange);
        }

        if (line.OpaqueTooLong)
        {
            return Refuse(MetaReplies.OpaqueTooLong, bodyLength, ref exchange);
        }

        switch (TextBody.Check(body, bodyLength))
        {
            case TextBody.End.Missing:
                return ServeStatus.Incomplete;

            case TextBody.End.Wrong:
                exchange.Count(MemcacheMetric.BadDataChunk);
                return Refuse(TextReplies.BadDataChunk, bodyLength, ref exchange);

            default:
                used = bodyLength + TextReplies.LineEnd.Length;
                Store(body[..bodyLength], key, in line, mode, ref exchange);
                return ServeStatus.Served;
        }
    }

    private static void Store<TStore>(
        ReadOnlySpan<byte> value, scoped ReadOnlySpan<byte> key, scoped in MetaLine line, MetaSetMode mode, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.MetaSet);
        bool extends = mode is MetaSetMode.Append or MetaSetMode.Prepend;
        MetaSetUpdate update = new(value, line, mode, exchange.ExpiryOf(extends ? line.VivifyExptime : line.Exptime));
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out ulong cas);
        if (status == StoreStatus.Ok)
        {
            bool stored = update.Status == StoreStatus.Ok;
            Answer(
                update.Status, key, in line, stored && update.Extends ? update.ValueLength : value.Length, stored ? cas : 0, ref exchange);
            return;
        }

        // An append or prepend whose result does not fit is not stored; the item stays as it was.
        if (update.Extends)
        {
            Answer(StoreStatus.NotStored, key, in line, value.Length, cas: 0, ref exchange);
            return;
        }

        exchange.Count(MemcacheMetric.MetaSetEx);
        exchange.Output.Write(status == StoreStatus.TooLarge ? TooLarge(key, ref exchange) : NoSpace(key, ref exchange));
    }

    private static void Answer<TStore>(
        StoreStatus status, scoped ReadOnlySpan<byte> key, scoped in MetaLine line, int valueLength, ulong cas, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MetricOf(status));
        if (status == StoreStatus.Ok && line.Quiet)
        {
            return;
        }

        MetaReplyLine reply = new(exchange.Output.Reserve(MetaReplyLine.BytesMax));
        reply.Put(CodeOf(status));
        TextTokens flags = line.Flags;
        while (flags.Next(out ReadOnlySpan<byte> token))
        {
            switch (token[0])
            {
                case MetaFlag.TellCas:
                    reply.Flag(MetaFlag.TellCas, status == StoreStatus.Ok ? cas : 0);
                    break;

                case MetaFlag.TellSize:
                    reply.Flag(MetaFlag.TellSize, (ulong)valueLength);
                    break;

                default:
                    MetaOutcome.PutEcho(ref reply, token, key, in line);
                    break;
            }
        }

        reply.End();
        exchange.Output.Advance(reply.Length);
    }

    private static bool TryReadMode(scoped in MetaLine line, out MetaSetMode mode)
    {
        mode = line.Mode switch
        {
            (byte)'E' => MetaSetMode.Add,
            (byte)'A' => MetaSetMode.Append,
            (byte)'P' => MetaSetMode.Prepend,
            (byte)'R' => MetaSetMode.Replace,
            _ => MetaSetMode.Set,
        };
        return mode != MetaSetMode.Set || line.Mode == (byte)'S' || !line.Has(MetaFlag.Mode);
    }

    private static ReadOnlySpan<byte> CodeOf(StoreStatus status) => status switch
    {
        StoreStatus.Ok => MetaReplies.Done,
        StoreStatus.Exists => MetaReplies.Exists,
        StoreStatus.NotFound => MetaReplies.NotFound,
        _ => MetaReplies.NotStored,
    };

    private static MemcacheMetric MetricOf(StoreStatus status) => status switch
    {
        StoreStatus.Ok => MemcacheMetric.MetaSetStored,
        StoreStatus.Exists => MemcacheMetric.MetaSetExists,
        StoreStatus.NotFound => MemcacheMetric.MetaSetNotFound,
        _ => MemcacheMetric.MetaSetNotStored,
    };

    /// <summary>In every mode, as in memcached: a client that brings a value says that the old one is no longer true.</summary>
    private static ReadOnlySpan<byte> TooLarge<TStore>(scoped ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.ValueTooLarge);
        exchange.Store.Delete(key, in exchange.Guard);
        return TextReplies.TooLarge;
    }

    private static ReadOnlySpan<byte> NoSpace<TStore>(scoped ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        exchange.Count(MemcacheMetric.StoreNoSpace);
        exchange.Store.Delete(key, in exchange.Guard);
        return TextReplies.NoSpaceToStore;
    }

    private static ServeStatus Refuse<TStore>(scoped ReadOnlySpan<byte> reply, int bodyLength, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        MetaCommands.Refuse(MemcacheMetric.MetaSet, reply, ref exchange);
        TextBody.Skip(bodyLength, ref exchange.Session);
        return ServeStatus.Served;
    }
}
