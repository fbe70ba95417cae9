using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>Reads of strings that change nothing.</summary>
internal static class StringReads
{
    public static void Get<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (Read(arguments[1], ref exchange, out ItemView item))
        {
            case StoreStatus.Ok:
                exchange.Reply.Bulk(item.Value);
                break;

            case StoreStatus.WrongKind:
                exchange.Reply.Error(RespErrors.WrongType);
                break;

            default:
                exchange.Reply.Null();
                break;
        }
    }

    /// <summary>A reply may be larger than there is room for; it goes on at the key it got to.</summary>
    public static void GetMany<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int next = (int)exchange.Progress;
        if (next == 0)
        {
            next = 1;
            exchange.Reply.Array(arguments.Count - 1);
        }

        // The first one is answered whatever the room, so that every call gets on.
        for (int first = next; next < arguments.Count; next++)
        {
            if (next > first && !exchange.Reply.HasRoom)
            {
                exchange.Pause(next);
                return;
            }

            if ((next - first) % IStore.PrefetchMax == 0)
            {
                arguments.Prefetch(next, ref exchange.Store);
            }

            if (Read(arguments[next], ref exchange, out ItemView item) == StoreStatus.Ok)
            {
                exchange.Reply.Bulk(item.Value);
            }
            else
            {
                exchange.Reply.Null();
            }
        }
    }

    public static void Length<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (Read(arguments[1], ref exchange, out ItemView item) == StoreStatus.WrongKind)
        {
            exchange.Reply.Error(RespErrors.WrongType);
        }
        else
        {
            exchange.Reply.Integer(item.Value.Length);
        }
    }

    public static void Range<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(arguments[2], out long start) || !RespNumber.TryParse(arguments[3], out long end))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
        }
        else if (Read(arguments[1], ref exchange, out ItemView item) == StoreStatus.WrongKind)
        {
            exchange.Reply.Error(RespErrors.WrongType);
        }
        else
        {
            exchange.Reply.Bulk(Part(item.Value, start, end));
        }
    }

    private static StoreStatus Read<TStore>(scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange, out ItemView item)
        where TStore : struct, IStore
    {
        StoreStatus status = exchange.Store.Get(key, in exchange.Guard, out item);
        exchange.Count(status == StoreStatus.NotFound ? RespMetric.KeyMiss : RespMetric.KeyHit);
        return status;
    }

    // Both ends belong to it; negative ones count from the end.
    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> value, long start, long end)
    {
        if (start < 0 && end < 0 && start > end)
        {
            return default;
        }

        start = Math.Max(start < 0 ? start + value.Length : start, 0);
        end = Math.Min(Math.Max(end < 0 ? end + value.Length : end, 0), value.Length - 1L);
        return start > end ? default : value[(int)start..((int)end + 1)];
    }
}
