using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Memcache.Meta;

/// <summary>me: what is known of an item, for people.</summary>
internal static class MetaDebug
{
    public static void Serve<TStore>(scoped ReadOnlySpan<byte> key, ref Exchange<TStore> exchange)
        where TStore : struct, IStore
    {
        StoreStatus status = exchange.Store.Read(key, ReadIntent.Cas, in exchange.Guard, out ItemView item, out ItemAccess access);
        if (status != StoreStatus.Ok || item.Kind != ItemKind.String)
        {
            exchange.Output.Write("EN\r\n"u8);
            return;
        }

        NewItem stored = NewItem.Of(in item, item.Value.Length);
        int size = ItemView.WriteImage(default, key, item.Value, in stored);
        MetaReplyLine reply = new(exchange.Output.Reserve(MetaReplyLine.BytesMax));
        reply.Put(MetaReplies.Debug);
        reply.PutKey(key, (item.Marks & ItemMarks.BinaryKey) != 0 || !Base64Key.IsText(key));
        reply.Put(" exp="u8);
        reply.PutTtl(item.Expiry, exchange.Guard.Now);
        reply.Put(" la="u8);
        reply.PutSeconds(access.SecondsAgo);
        reply.Put(" cas="u8);
        reply.Put(item.Cas);
        reply.Put(access.Fetched ? " fetch=yes"u8 : " fetch=no"u8);

        // There are no slab classes; a reader of this line expects one above 0.
        reply.Put(" cls=1 size="u8);
        reply.Put((ulong)size);
        reply.End();
        exchange.Output.Advance(reply.Length);
    }
}
