namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Commands on lists.</summary>
internal static class ListCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore => exchange.Reply.Error(RespRefusals.WrongArity(command.ToString()));
}
