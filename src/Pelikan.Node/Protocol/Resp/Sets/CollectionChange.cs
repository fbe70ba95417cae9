using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What the updates of sets, sorted sets and trees have in common: their beginning, their end, and the answer when they come to nothing.</summary>
internal static class CollectionChange
{
    /// <summary>Take the present collection apart, or begin an empty one.</summary>
    /// <returns>False if the item is of another kind.</returns>
    public static bool TryLoad(PackEditor packs, scoped in ItemView present, bool exists, ItemKind kind)
    {
        if (!exists)
        {
            packs.Begin(kind);
            return true;
        }

        if (present.Kind != kind)
        {
            return false;
        }

        packs.Load(kind, present.Value);
        return true;
    }

    /// <summary>What is to become of the item now that the editor holds the changed collection.</summary>
    public static UpdateAction Conclude(
        PackEditor packs, scoped in ItemView present, bool exists, int valueBytesMax, ref ChangeOutcome outcome, out NewItem item)
    {
        item = default;
        if (packs.Count == 0)
        {
            return UpdateAction.Remove;
        }

        if (packs.Length > valueBytesMax)
        {
            outcome = ChangeOutcome.TooLarge;
            return UpdateAction.Leave;
        }

        item = exists ? NewItem.Of(present, packs.Length) : new NewItem(packs.Length, 0, Instant.Never) { Kind = packs.Kind };
        return UpdateAction.Store;
    }

    /// <summary>Whether a change was made; if not, the client has been told why.</summary>
    public static bool Succeeded<TStore>(scoped ref RespExchange<TStore> exchange, StoreStatus status, ChangeOutcome outcome)
        where TStore : struct, IStore
    {
        if (status == StoreStatus.TooLarge || outcome == ChangeOutcome.TooLarge)
        {
            exchange.Count(RespMetric.ValueTooLarge);
            exchange.Reply.Error(SetErrors.CollectionTooLarge);
            return false;
        }

        if (exchange.Refuse(status))
        {
            return false;
        }

        switch (outcome)
        {
            case ChangeOutcome.WrongType:
                exchange.Reply.Error(RespErrors.WrongType);
                return false;

            case ChangeOutcome.NotNumber:
                exchange.Reply.Error(SetErrors.NotNumber);
                return false;

            default:
                return true;
        }
    }

    /// <summary>Put the collection that the editor holds in the place of whatever the key has; take that out if the collection is empty.</summary>
    /// <returns>Whether it is done; if not, the client has been told why.</returns>
    public static bool TryReplace<TStore>(scoped ReadOnlySpan<byte> key, scoped ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        ReplaceUpdate update = new(exchange.Packs, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(key, ref update, exchange.Guard, out _);
        return Succeeded(ref exchange, status, update.Outcome);
    }
}
