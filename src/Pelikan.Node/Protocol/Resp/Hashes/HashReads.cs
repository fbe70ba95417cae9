using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>Reads of a hash: answered from where it lies.</summary>
internal static class HashReads
{
    private const int FieldsAt = 2;

    public static void Get<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (PackAccess.TryRead(arguments[1], ItemKind.Hash, ref exchange, out PackReader hash))
        {
            WriteValue(hash, arguments[FieldsAt], exchange.Reply);
        }
    }

    /// <summary>HMGET. The same large field may be asked for often: what has no room in the reply is answered later, from what is there then.</summary>
    public static void GetMany<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        scoped PackReader hash;
        int done = (int)exchange.Progress;
        if (done == 0)
        {
            if (!PackAccess.TryRead(arguments[1], ItemKind.Hash, ref exchange, out hash))
            {
                return;
            }

            exchange.Reply.Array(arguments.Count - FieldsAt);
        }
        else
        {
            hash = PackAccess.Again(arguments[1], ItemKind.Hash, ref exchange);
        }

        for (int i = FieldsAt + done; i < arguments.Count; i++)
        {
            if (!exchange.Reply.HasRoom && i > FieldsAt)
            {
                exchange.Pause(i - FieldsAt);
                return;
            }

            WriteValue(hash, arguments[i], exchange.Reply);
        }
    }

    /// <summary>HGETALL, HKEYS and HVALS.</summary>
    public static void All<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!PackAccess.TryRead(arguments[1], ItemKind.Hash, ref exchange, out PackReader hash))
        {
            return;
        }

        RespWriter reply = exchange.Reply;
        if (command == RespCommand.HGetAll)
        {
            reply.Map(hash.Count);
        }
        else
        {
            reply.Array(hash.Count);
        }

        foreach (PackCursor field in hash)
        {
            if (command != RespCommand.HVals)
            {
                reply.Bulk(field.Member);
            }

            if (command != RespCommand.HKeys)
            {
                reply.Bulk(field.Value);
            }
        }
    }

    /// <summary>HLEN, HEXISTS and HSTRLEN.</summary>
    public static void Number<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!PackAccess.TryRead(arguments[1], ItemKind.Hash, ref exchange, out PackReader hash))
        {
            return;
        }

        if (command == RespCommand.HLen)
        {
            exchange.Reply.Integer(hash.Count);
            return;
        }

        int ordinal = hash.Find(arguments[FieldsAt]);
        int found = command == RespCommand.HExists ? 1 : ordinal < 0 ? 0 : hash.Value(ordinal).Length;
        exchange.Reply.Integer(ordinal < 0 ? 0 : found);
    }

    private static void WriteValue(PackReader hash, scoped ReadOnlySpan<byte> field, RespWriter reply)
    {
        int ordinal = hash.Find(field);
        if (ordinal < 0)
        {
            reply.Null();
        }
        else
        {
            reply.Bulk(hash.Value(ordinal));
        }
    }
}
