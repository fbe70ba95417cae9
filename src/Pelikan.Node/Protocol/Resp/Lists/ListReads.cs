using System;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LLEN, LRANGE and LINDEX: answered from where the list lies.</summary>
internal static class ListReads
{
    public static void Length<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (PackAccess.TryRead(arguments[1], ItemKind.List, ref exchange, out PackReader list))
        {
            exchange.Reply.Integer(list.Count);
        }
    }

    public static void Range<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!CountWord.TryReadAny(arguments[2], exchange.Reply, out long start)
            || !CountWord.TryReadAny(arguments[3], exchange.Reply, out long stop)
            || !PackAccess.TryRead(arguments[1], ItemKind.List, ref exchange, out PackReader list))
        {
            return;
        }

        (int first, int count) = ListIndex.Range(start, stop, list.Count);
        exchange.Reply.Array(count);
        PackCursor cursor = list.From(first);
        for (int i = 0; i < count && cursor.MoveNext(); i++)
        {
            exchange.Reply.Bulk(cursor.Member);
        }
    }

    public static void At<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!PackAccess.TryRead(arguments[1], ItemKind.List, ref exchange, out PackReader list))
        {
            return;
        }

        // As in Redis, the index into nothing is not looked at.
        long index = 0;
        if (list.Count > 0 && !CountWord.TryReadAny(arguments[2], exchange.Reply, out index))
        {
            return;
        }

        if (ListIndex.TryPlace(index, list.Count, out int ordinal))
        {
            exchange.Reply.Bulk(list.Member(ordinal));
        }
        else
        {
            exchange.Reply.Null();
        }
    }
}
