namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>The commands on sorted sets.</summary>
internal static class SortedSetCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Call(command, arguments, ref exchange);
        exchange.Worker.Sets.Members.GiveBack();
    }

    private static void Call<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.ZAdd or RespCommand.ZIncrBy:
                SortedSetChangeCommands.Add(command, arguments, ref exchange);
                return;
            case RespCommand.ZRem:
                SortedSetChangeCommands.Remove(arguments, ref exchange);
                return;
            case RespCommand.ZRemRangeByRank or RespCommand.ZRemRangeByScore or RespCommand.ZRemRangeByLex:
                SortedSetChangeCommands.RemoveRange(command, arguments, ref exchange);
                return;
            case RespCommand.ZPopMin or RespCommand.ZPopMax:
                SortedSetPopCommands.Pop(command, arguments, ref exchange);
                return;
            case RespCommand.ZMPop:
                SortedSetPopCommands.PopFromFirst(arguments, ref exchange);
                return;
            case RespCommand.ZRange or RespCommand.ZRevRange or RespCommand.ZRangeByScore or RespCommand.ZRevRangeByScore
                or RespCommand.ZRangeByLex or RespCommand.ZRevRangeByLex:
                SortedSetRangeCommands.Answer(command, arguments, ref exchange);
                return;
            case RespCommand.ZRangeStore:
                SortedSetRangeCommands.Store(arguments, ref exchange);
                return;
            case RespCommand.ZUnion or RespCommand.ZInter or RespCommand.ZDiff or RespCommand.ZInterCard:
                SortedSetAlgebraCommands.Answer(command, arguments, ref exchange);
                return;
            case RespCommand.ZUnionStore or RespCommand.ZInterStore or RespCommand.ZDiffStore:
                SortedSetAlgebraCommands.Store(command, arguments, ref exchange);
                return;
            default:
                SortedSetReadCommands.Serve(command, arguments, ref exchange);
                return;
        }
    }
}
