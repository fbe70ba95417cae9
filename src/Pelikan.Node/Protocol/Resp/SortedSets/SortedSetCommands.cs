namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Commands on sorted sets.</summary>
internal static class SortedSetCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore => exchange.Reply.Error(RespRefusals.WrongArity(command.ToString()));
}
