using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;

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

        GiveScoresChange change = new(arguments, first, options, exchange.Worker.Sets.Members);
        if (!PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            return;
        }

        if (change.Last == ScoreChange.NotNumber)
        {
            exchange.Reply.Error(SetErrors.NotNumber);
        }
        else if (!options.IsIncrement)
        {
            exchange.Reply.Integer(options.CountsChanged ? change.Added + change.Changed : change.Added);
        }
        else if (change.Last == ScoreChange.Refused)
        {
            exchange.Reply.Null();
        }
        else
        {
            exchange.Reply.Double(change.Score);
        }
    }

    public static void Remove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RemoveScoredChange change = new(arguments, 2, exchange.Worker.Sets.Members);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Removed);
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

        RemoveRangeChange change = new(range);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Removed);
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
