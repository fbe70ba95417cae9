using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>The commands that change one set, or two: SADD, SREM, SPOP, SMOVE.</summary>
internal static class SetChangeCommands
{
    public static void Add<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        SetAddUpdate update = new(arguments, 2, arguments.Count, exchange.Packs, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (CollectionChange.Succeeded(ref exchange, status, update.Outcome))
        {
            exchange.Reply.Integer(update.Added);
        }
    }

    public static void Remove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        SetRemoveUpdate update = new(arguments, 2, arguments.Count, exchange.Packs, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (CollectionChange.Succeeded(ref exchange, status, update.Outcome))
        {
            exchange.Reply.Integer(update.Removed);
        }
    }

    public static void Pop<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count > 3)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        long count = SetPopUpdate.Single;
        if (arguments.Count == 3 && (!RespNumber.TryParse(arguments[2], out count) || count < 0))
        {
            exchange.Reply.Error(RespErrors.NotPositive);
            return;
        }

        int start = exchange.Reply.Length;
        SetPopUpdate update = new(exchange.Reply, exchange.Worker.Sets.Random, exchange.Packs, count, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (status != StoreStatus.Ok || update.Outcome != ChangeOutcome.Done)
        {
            exchange.Reply.Truncate(start);
            CollectionChange.Succeeded(ref exchange, status, update.Outcome);
        }
    }

    /// <summary>
    /// Out of one set and into another: each atomic, not both together, so that for a moment the member is in neither. What the second set
    /// does not take goes back to the first.
    /// </summary>
    public static void Move<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        ReadOnlySpan<byte> source = arguments[1];
        ReadOnlySpan<byte> destination = arguments[2];
        if (!TryLookBeforeMove(arguments, ref exchange, out bool isMember))
        {
            return;
        }

        if (!isMember || source.SequenceEqual(destination))
        {
            exchange.Reply.Integer(isMember ? 1 : 0);
            return;
        }

        int valueBytesMax = exchange.Limits.ValueBytesMax;
        SetRemoveUpdate removal = new(arguments, 3, 4, exchange.Packs, valueBytesMax);
        StoreStatus status = exchange.Store.Update(source, ref removal, exchange.Guard, out _);
        if (!CollectionChange.Succeeded(ref exchange, status, removal.Outcome))
        {
            return;
        }

        if (removal.Removed == 0)
        {
            exchange.Reply.Integer(0);
            return;
        }

        SetAddUpdate addition = new(arguments, 3, 4, exchange.Packs, valueBytesMax);
        status = exchange.Store.Update(destination, ref addition, exchange.Guard, out _);
        if (status != StoreStatus.Ok || addition.Outcome != ChangeOutcome.Done)
        {
            SetAddUpdate restoration = new(arguments, 3, 4, exchange.Packs, valueBytesMax) { Expiry = removal.Expiry };
            exchange.Store.Update(source, ref restoration, exchange.Guard, out _);
        }

        if (CollectionChange.Succeeded(ref exchange, status, addition.Outcome))
        {
            exchange.Reply.Integer(1);
        }
    }

    /// <summary>Whether there is something to move; false where the client has been told that one of the keys is of another kind.</summary>
    private static bool TryLookBeforeMove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange, out bool isMember)
        where TStore : struct, IStore
    {
        isMember = false;
        if (!SetRead.TryRead(arguments[1], ItemKind.Set, ref exchange, out SetRead source))
        {
            return false;
        }

        if (!source.Exists)
        {
            return true;
        }

        isMember = source.Pack.Find(arguments[3]) >= 0;
        return SetRead.TryRead(arguments[2], ItemKind.Set, ref exchange, out _);
    }
}
