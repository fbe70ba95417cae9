using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>
/// BADD, "tree add", of Pelikan's own rds, which read it and did nothing: inner keys and their values under an outer key. Here they are the fields
/// of a hash, so that all commands on hashes work on them. The reply is the number of new inner keys.
/// </summary>
internal static class TreeCommands
{
    public static void Add<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count % 2 != 0)
        {
            exchange.Reply.Error("ERR wrong number of arguments for 'badd' command"u8);
            return;
        }

        TreeAddUpdate update = new(arguments, exchange.Packs, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (CollectionChange.Succeeded(ref exchange, status, update.Outcome))
        {
            exchange.Reply.Integer(update.Added);
        }
    }
}
