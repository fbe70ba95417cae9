namespace Pelikan.Node.Protocol.Resp;

/// <summary>Commands.</summary>
internal static class StringCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore => exchange.Reply.Error(RespRefusals.WrongArity(command.ToString()));
}
