namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>Commands on hashes.</summary>
internal static class HashCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore => exchange.Reply.Error(RespRefusals.WrongArity(command.ToString()));
}
