namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Commands on sets.</summary>
internal static class SetCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore => exchange.Reply.Error(RespRefusals.WrongArity(command.ToString()));
}
