using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>ZPOPMIN, ZPOPMAX and ZMPOP.</summary>
internal static class SortedSetPopCommands
{
    public static void Pop<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count > 3)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        long count = 1;
        bool isCounted = arguments.Count == 3;
        if (isCounted && !CountWord.TryRead(arguments[2], 0, RespErrors.NotPositive, exchange.Reply, out count))
        {
            return;
        }

        PopReply shape = isCounted && exchange.Reply.Version > 2 ? PopReply.Pairs : PopReply.Flat;
        TryPop(arguments[1], count, command == RespCommand.ZPopMax, shape, ref exchange, out _);
    }

    /// <summary>From the first of the keys that has something.</summary>
    public static void PopFromFirst<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(arguments[1], out long keys) || keys < 1)
        {
            exchange.Reply.Error(SetErrors.KeyCountNotPositive);
            return;
        }

        if (keys > arguments.Count - 3)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        int endAt = 2 + (int)keys;
        bool isFromEnd = Ascii.EqualsIgnoreCase(arguments[endAt], "max"u8);
        if (!isFromEnd && !Ascii.EqualsIgnoreCase(arguments[endAt], "min"u8))
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        if (!TryParseCount(arguments, endAt + 1, exchange.Reply, out long count))
        {
            return;
        }

        for (int index = 0; index < keys; index++)
        {
            if (!TryPop(arguments[2 + index], count, isFromEnd, PopReply.KeyAndPairs, ref exchange, out int popped) || popped > 0)
            {
                return;
            }
        }

        exchange.Reply.NullArray();
    }

    private static bool TryParseCount(scoped in RespArguments arguments, int first, RespWriter reply, out long count)
    {
        count = 1;
        if (first == arguments.Count)
        {
            return true;
        }

        if (first + 1 == arguments.Count || !Ascii.EqualsIgnoreCase(arguments[first], "count"u8))
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        if (!RespNumber.TryParse(arguments[first + 1], out count) || count < 1)
        {
            reply.Error(SetErrors.CountNotPositive);
            return false;
        }

        if (first + 2 < arguments.Count)
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        return true;
    }

    /// <returns>False where the client has been told why it did not work.</returns>
    private static bool TryPop<TStore>(
        ReadOnlySpan<byte> key, long count, bool isFromEnd, PopReply shape, ref RespExchange<TStore> exchange, out int popped)
        where TStore : struct, IStore
    {
        PopScoredChange change = new(key, exchange.Reply) { Count = count, IsFromEnd = isFromEnd, Shape = shape };
        bool done = PackAccess.TryUpdate(key, ref change, ref exchange);
        popped = change.Popped;
        return done;
    }
}
