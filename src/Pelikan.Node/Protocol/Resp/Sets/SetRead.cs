using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>A set or sorted set as it lies in the store; empty where there is none. Good until the next change of the store.</summary>
internal readonly ref struct SetRead
{
    public bool Exists { get; private init; }

    public PackReader Pack { get; private init; }

    /// <summary>Read the collection of a key.</summary>
    /// <returns>False where the item is of another kind; the client has been told.</returns>
    public static bool TryRead<TStore>(scoped ReadOnlySpan<byte> key, ItemKind kind, ref RespExchange<TStore> exchange, out SetRead read)
        where TStore : struct, IStore
    {
        read = default;
        if (exchange.Store.Read(key, ReadIntent.Use, in exchange.Guard, out ItemView item, out _) != StoreStatus.Ok)
        {
            return true;
        }

        if (item.Kind != kind)
        {
            exchange.Reply.Error(RespErrors.WrongType);
            return false;
        }

        read = new SetRead { Exists = true, Pack = new PackReader(kind, item.Value) };
        return true;
    }
}
