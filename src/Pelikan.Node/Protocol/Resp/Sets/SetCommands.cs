namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>The commands on sets, and Pelikan's trees.</summary>
internal static class SetCommands
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
            case RespCommand.SAdd:
                SetChangeCommands.Add(arguments, ref exchange);
                return;
            case RespCommand.SRem:
                SetChangeCommands.Remove(arguments, ref exchange);
                return;
            case RespCommand.SMove:
                SetChangeCommands.Move(arguments, ref exchange);
                return;
            case RespCommand.SPop:
                SetChangeCommands.Pop(arguments, ref exchange);
                return;
            case RespCommand.BAdd:
                SetChangeCommands.AddToTree(arguments, ref exchange);
                return;
            case RespCommand.SInter or RespCommand.SUnion or RespCommand.SDiff:
                SetAlgebraCommands.Answer(command, arguments, ref exchange);
                return;
            case RespCommand.SInterStore or RespCommand.SUnionStore or RespCommand.SDiffStore:
                SetAlgebraCommands.Store(command, arguments, ref exchange);
                return;
            case RespCommand.SInterCard:
                SetAlgebraCommands.Cardinality(arguments, ref exchange);
                return;
            default:
                SetReadCommands.Serve(command, arguments, ref exchange);
                return;
        }
    }
}
