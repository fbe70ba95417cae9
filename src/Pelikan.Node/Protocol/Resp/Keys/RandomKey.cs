using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>
/// RANDOMKEY: one of the keys of some heads from a random one on, around the end of the table: so many heads that there are some keys in them, and
/// all of a table that has no more. Further on is looked only where those have none, one head at a time so that none is met twice.
/// </summary>
internal static class RandomKey
{
    // Among about as many keys is chosen, from as many heads at most where they have keys.
    private const int KeysToChooseFrom = 32;
    private const int HeadsToChooseFrom = 2048;

    // So many heads are looked at where those have none.
    private const long HeadsMax = 256 * 1024;

    public static void Serve<TStore>(ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        long items = exchange.Store.ItemCount;
        if (items == 0)
        {
            exchange.Reply.Null();
            return;
        }

        RespKeyList keys = exchange.Worker.Resp.Keys;
        keys.Clear();
        Random random = exchange.Worker.Resp.Random;
        KeyCollector collector = new("*"u8, kind: null, keys, int.MaxValue);
        long heads = exchange.Store.HeadCount;
        long wanted = Math.Clamp(KeysToChooseFrom * heads / items, 1, HeadsToChooseFrom);
        ulong cursor = exchange.Store.CursorAt(random.NextInt64(heads));
        long visited = 0;
        for (; visited < Math.Min(heads, HeadsMax) && (visited < wanted || keys.Count == 0); visited++)
        {
            cursor = exchange.Store.Scan(cursor, heads: 1, ref collector, in exchange.Guard);
        }

        if (keys.Count > 0)
        {
            exchange.Reply.Bulk(keys[random.Next(keys.Count)]);
        }
        else if (visited == heads)
        {
            exchange.Reply.Null();
        }
        else
        {
            exchange.Reply.Error("ERR RANDOMKEY would take too long, the table is nearly empty: use SCAN"u8);
        }
    }
}
