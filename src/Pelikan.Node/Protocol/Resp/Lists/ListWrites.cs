using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Commands that change one list and answer how it went.</summary>
internal static class ListWrites
{
    public static void Push<TStore>(scoped in RespArguments arguments, bool left, bool mustExist, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        PushChange change = new(arguments, left, mustExist);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Length);
        }
    }

    public static void Set<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        SetChange change = new(arguments[2], arguments[3]);
        if (!PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            return;
        }

        if (change.Error.IsEmpty)
        {
            exchange.Reply.Ok();
        }
        else
        {
            exchange.Reply.Error(change.Error);
        }
    }

    public static void Insert<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        ReadOnlySpan<byte> where = arguments[2];
        bool before = Ascii.EqualsIgnoreCase(where, "before"u8);
        if (!before && !Ascii.EqualsIgnoreCase(where, "after"u8))
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        InsertChange change = new(arguments[3], arguments[4], before);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Length);
        }
    }

    public static void Remove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!CountWord.TryReadAny(arguments[2], exchange.Reply, out long count))
        {
            return;
        }

        RemoveChange change = new(arguments[3], count);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Removed);
        }
    }

    public static void Trim<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!CountWord.TryReadAny(arguments[2], exchange.Reply, out long start)
            || !CountWord.TryReadAny(arguments[3], exchange.Reply, out long stop))
        {
            return;
        }

        TrimChange change = new(start, stop);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Ok();
        }
    }
}
