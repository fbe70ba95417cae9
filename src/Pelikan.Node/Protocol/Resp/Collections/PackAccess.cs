using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Collections;

/// <summary>How commands come at the collection of a key.</summary>
internal static class PackAccess
{
    /// <summary>Read a collection; where there is none, it is an empty one. False, and answered, where the key has something else.</summary>
    /// <remarks>What it hands out is good until the next call of the store that stores.</remarks>
    public static bool TryRead<TStore>(
        scoped ReadOnlySpan<byte> key, ItemKind kind, ref RespExchange<TStore> exchange, out PackReader pack)
        where TStore : struct, IStore
    {
        pack = default;
        if (exchange.Store.Read(key, ReadIntent.Use, in exchange.Guard, out ItemView item, out _) != StoreStatus.Ok)
        {
            exchange.Count(RespMetric.KeyMiss);
            return true;
        }

        exchange.Count(RespMetric.KeyHit);
        if (item.Kind != kind)
        {
            exchange.Reply.Error(RespErrors.WrongType);
            return false;
        }

        pack = new PackReader(kind, item.Value);
        return true;
    }

    /// <summary>Read a collection whose reply has begun; if it is gone by now, or another kind, it is an empty one.</summary>
    public static PackReader Again<TStore>(scoped ReadOnlySpan<byte> key, ItemKind kind, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool found = exchange.Store.Read(key, ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) == StoreStatus.Ok && item.Kind == kind;
        return found ? new PackReader(kind, item.Value) : default;
    }

    /// <summary>Change a collection in one step; <paramref name="change"/> then has the results. False, and answered, where it was not.</summary>
    public static bool TryUpdate<TStore, TChange>(scoped ReadOnlySpan<byte> key, scoped ref TChange change, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
        where TChange : struct, IPackChange, allows ref struct
    {
        int mark = exchange.Reply.Length;
        StoreStatus status = Update(key, ref change, ref exchange);
        if (status == StoreStatus.Ok)
        {
            return true;
        }

        exchange.Reply.Truncate(mark);
        exchange.Refuse(status);
        return false;
    }

    /// <summary>As <see cref="TryUpdate"/>, and the caller answers.</summary>
    public static StoreStatus Update<TStore, TChange>(scoped ReadOnlySpan<byte> key, scoped ref TChange change, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
        where TChange : struct, IPackChange, allows ref struct
    {
        PackUpdate<TChange> update = new(change, exchange.Packs, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        change = update.Change;

        // It was taken apart, whatever came of it.
        exchange.Guard.Spend(exchange.Packs.Length);
        return status == StoreStatus.Ok ? update.Status : status;
    }
}
