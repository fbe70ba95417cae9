using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>LPOP, RPOP and LMPOP.</summary>
internal static class ListPops
{
    private const int CountAt = 2;

    /// <summary><c>key [count]</c>.</summary>
    public static void Pop<TStore>(scoped in RespArguments arguments, bool left, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count > CountAt + 1)
        {
            exchange.Reply.Error(RespRefusals.WrongArity(left ? "lpop" : "rpop"));
            return;
        }

        long count = 1;
        bool asArray = arguments.Count > CountAt;
        if (asArray && !CountWord.TryRead(arguments[CountAt], 0, RespErrors.NotPositive, exchange.Reply, out count))
        {
            return;
        }

        PopChange change = new(exchange.Reply, left, count, asArray);
        if (!PackAccess.TryUpdate(arguments[1], ref change, ref exchange) || change.Found)
        {
            return;
        }

        if (asArray)
        {
            exchange.Reply.NullArray();
        }
        else
        {
            exchange.Reply.Null();
        }
    }

    /// <summary><c>numkeys key [key ...] LEFT|RIGHT [COUNT count]</c>: from the first of them that is there.</summary>
    public static void PopFirst<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!TryReadOptions(in arguments, exchange.Reply, out int keys, out bool left, out long count))
        {
            return;
        }

        int mark = exchange.Reply.Length;
        for (int i = 0; i < keys; i++)
        {
            ReadOnlySpan<byte> key = arguments[CountAt + i];
            exchange.Reply.Array(2);
            exchange.Reply.Bulk(key);
            PopChange change = new(exchange.Reply, left, count, asArray: true);
            StoreStatus status = PackAccess.Update(key, ref change, ref exchange);
            if (status == StoreStatus.Ok && change.Found)
            {
                return;
            }

            exchange.Reply.Truncate(mark);
            if (status != StoreStatus.Ok)
            {
                exchange.Refuse(status);
                return;
            }
        }

        exchange.Reply.NullArray();
    }

    private static bool TryReadOptions(scoped in RespArguments arguments, RespWriter reply, out int keys, out bool left, out long count)
    {
        keys = 0;
        left = false;
        count = 1;
        if (!CountWord.TryRead(arguments[1], 1, "ERR numkeys should be greater than 0"u8, reply, out long announced))
        {
            return false;
        }

        int words = arguments.Count;
        if (announced >= words - CountAt)
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        keys = (int)announced;
        int whereAt = CountAt + keys;
        left = Ascii.EqualsIgnoreCase(arguments[whereAt], "left"u8);
        bool known = left || Ascii.EqualsIgnoreCase(arguments[whereAt], "right"u8);
        int optionWords = words - whereAt - 1;
        if (!known || optionWords == 1 || (optionWords > 0 && !Ascii.EqualsIgnoreCase(arguments[whereAt + 1], "count"u8)))
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        if (optionWords > 0 && !CountWord.TryRead(arguments[whereAt + 2], 1, "ERR count should be greater than 0"u8, reply, out count))
        {
            return false;
        }

        // Redis reads the count before it finds that there is more.
        if (optionWords > 2)
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        return true;
    }
}
