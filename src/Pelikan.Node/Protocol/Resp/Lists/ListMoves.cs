using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>
/// LMOVE and RPOPLPUSH. Within one list a move is one step. Between two it is one step on each, and between the two another client can
/// see the element in neither; if the second cannot take it, it goes back to where it was.
/// </summary>
internal static class ListMoves
{
    private const int SidesAt = 3;

    public static void Move<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool fromLeft = false;
        bool toLeft = true;
        if (arguments.Count > SidesAt
            && (!TryReadSide(arguments[SidesAt], out fromLeft) || !TryReadSide(arguments[SidesAt + 1], out toLeft)))
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        ReadOnlySpan<byte> source = arguments[1];
        ReadOnlySpan<byte> target = arguments[2];
        if (source.SequenceEqual(target))
        {
            RotateChange rotate = new(exchange.Reply, fromLeft, toLeft);
            PackAccess.TryUpdate(source, ref rotate, ref exchange);
        }
        else if (IsReady(source, target, ref exchange))
        {
            MoveBetween(source, fromLeft, target, toLeft, ref exchange);
        }
    }

    private static bool TryReadSide(scoped ReadOnlySpan<byte> word, out bool left)
    {
        left = Ascii.EqualsIgnoreCase(word, "left"u8);
        return left || Ascii.EqualsIgnoreCase(word, "right"u8);
    }

    /// <summary>Whether there is something to move, and the target can be a list. Answers where not.</summary>
    private static bool IsReady<TStore>(scoped ReadOnlySpan<byte> source, scoped ReadOnlySpan<byte> target, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (exchange.Store.Read(source, ReadIntent.Peek, in exchange.Guard, out ItemView from, out _) != StoreStatus.Ok)
        {
            exchange.Reply.Null();
            return false;
        }

        bool otherKind = from.Kind != ItemKind.List
            || (exchange.Store.Read(target, ReadIntent.Peek, in exchange.Guard, out ItemView to, out _) == StoreStatus.Ok && to.Kind != ItemKind.List);
        if (otherKind)
        {
            exchange.Reply.Error(RespErrors.WrongType);
        }

        return !otherKind;
    }

    private static void MoveBetween<TStore>(
        scoped ReadOnlySpan<byte> source, bool fromLeft, scoped ReadOnlySpan<byte> target, bool toLeft, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        TakeChange take = new(fromLeft);
        if (PackAccess.TryUpdate(source, ref take, ref exchange))
        {
            if (take.Found)
            {
                Push(take.Element, source, fromLeft, target, toLeft, ref exchange);
            }
            else
            {
                exchange.Reply.Null();
            }
        }

        take.Return();
    }

    private static void Push<TStore>(
        ReadOnlySpan<byte> element,
        scoped ReadOnlySpan<byte> source,
        bool fromLeft,
        scoped ReadOnlySpan<byte> target,
        bool toLeft,
        ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        PushOneChange push = new(element, toLeft);
        StoreStatus status = PackAccess.Update(target, ref push, ref exchange);
        if (status == StoreStatus.Ok)
        {
            exchange.Reply.Bulk(element);
            return;
        }

        // A store that has no room even for what was there before has lost it, as it would have by eviction; the error tells.
        PushOneChange back = new(element, fromLeft);
        _ = PackAccess.Update(source, ref back, ref exchange);
        exchange.Refuse(status);
    }
}
