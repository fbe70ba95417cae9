using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>The commands that give scores, and that take members out without telling them: ZADD, ZINCRBY, ZREM, ZREMRANGEBY*.</summary>
internal static class SortedSetChangeCommands
{
    public static void Add<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int first = ScoreOptions.Parse(arguments, 2, command == RespCommand.ZIncrBy, out ScoreOptions options);
        if (!TryCheck(arguments, first, options, exchange.Reply))
        {
            return;
        }

        ScoreAddUpdate update = new(
            arguments, first, options, exchange.Packs, exchange.Worker.Sets.Members, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (!CollectionChange.Succeeded(ref exchange, status, update.Outcome))
        {
            return;
        }

        if (!options.IsIncrement)
        {
            exchange.Reply.Integer(options.CountsChanged ? update.Added + update.Changed : update.Added);
        }
        else if (update.IsGiven)
        {
            exchange.Reply.Double(update.Score);
        }
        else
        {
            exchange.Reply.Null();
        }
    }

    public static void Remove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        ScoreRemoveUpdate update = new(arguments, exchange.Packs, exchange.Worker.Sets, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (CollectionChange.Succeeded(ref exchange, status, update.Outcome))
        {
            exchange.Reply.Integer(update.Removed);
        }
    }

    public static void RemoveRange<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        SortedRangeKind kind = command switch
        {
            RespCommand.ZRemRangeByScore => SortedRangeKind.Scores,
            RespCommand.ZRemRangeByLex => SortedRangeKind.Members,
            _ => SortedRangeKind.Ranks,
        };
        if (!SortedRange.TryParse(kind, arguments[2], arguments[3], exchange.Reply, out SortedRange range))
        {
            return;
        }

        RangeRemoveUpdate update = new(range, exchange.Packs, exchange.Limits.ValueBytesMax);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, exchange.Guard, out _);
        if (CollectionChange.Succeeded(ref exchange, status, update.Outcome))
        {
            exchange.Reply.Integer(update.Removed);
        }
    }

    /// <summary>Whether the words behind the options are pairs, the options agree, and the scores are numbers: all of it before anything is changed.</summary>
    private static bool TryCheck(scoped in RespArguments arguments, int first, ScoreOptions options, RespWriter reply)
    {
        int words = arguments.Count - first;
        if (words == 0 || words % 2 != 0)
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        if (!options.Agree(words / 2, reply))
        {
            return false;
        }

        for (int index = first; index < arguments.Count; index += 2)
        {
            if (!RespNumber.TryParseDouble(arguments[index], out _))
            {
                reply.Error(RespErrors.NotFloat);
                return false;
            }
        }

        return true;
    }
}
