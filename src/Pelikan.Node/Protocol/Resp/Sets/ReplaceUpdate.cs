using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Stores the collection that the editor holds, whatever the key had, and without its expiry; an empty one takes the item out.</summary>
internal readonly struct ReplaceUpdate(PackEditor packs) : IItemUpdate
{
    /// <summary>Put what the editor holds in the place of what a key has.</summary>
    /// <returns>Whether it is done; if not, the client has been told why.</returns>
    public static bool TryReplace<TStore>(scoped ReadOnlySpan<byte> key, scoped ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (exchange.Packs.Length > exchange.Limits.ValueBytesMax)
        {
            exchange.Refuse(StoreStatus.TooLarge);
            return false;
        }

        ReplaceUpdate update = new(exchange.Packs);
        return !exchange.Refuse(exchange.Store.Update(key, ref update, exchange.Guard, out _));
    }

    public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
    {
        item = new NewItem(packs.Length, 0, Instant.Never) { Kind = packs.Kind };
        return packs.Count == 0 ? UpdateAction.Remove : UpdateAction.Store;
    }

    public void Write(scoped in ItemView present, scoped Span<byte> value) => packs.Write(value);
}
