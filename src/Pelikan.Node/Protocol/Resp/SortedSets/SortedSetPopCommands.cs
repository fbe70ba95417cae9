using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;

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
        if (isCounted && (!RespNumber.TryParse(arguments[2], out count) || count < 0))
        {
            exchange.Reply.Error(RespErrors.NotPositive);
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
        int start = exchange.Reply.Length;
        ScorePopUpdate update = new(exchange.Reply, exchange.Packs, exchange.Limits.ValueBytesMax)
        {
            Key = key,
            Count = count,
            IsFromEnd = isFromEnd,
            Shape = shape,
        };
        StoreStatus status = exchange.Store.Update(key, ref update, exchange.Guard, out _);
        popped = update.Popped;
        if (status == StoreStatus.Ok && update.Outcome == ChangeOutcome.Done)
        {
            return true;
        }

        exchange.Reply.Truncate(start);
        return CollectionChange.Succeeded(ref exchange, status, update.Outcome);
    }
}
