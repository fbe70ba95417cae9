namespace Pelikan.Node.Protocol.Resp.Lists;

/// <summary>Commands on lists; docs/protocol/resp-lists-hashes.md tells what they do.</summary>
internal static class ListCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.LPush or RespCommand.LPushX:
                ListWrites.Push(in arguments, left: true, mustExist: command == RespCommand.LPushX, ref exchange);
                break;

            case RespCommand.RPush or RespCommand.RPushX:
                ListWrites.Push(in arguments, left: false, mustExist: command == RespCommand.RPushX, ref exchange);
                break;

            case RespCommand.LPop or RespCommand.RPop:
                ListPops.Pop(in arguments, left: command == RespCommand.LPop, ref exchange);
                break;

            case RespCommand.LMPop:
                ListPops.PopFirst(in arguments, ref exchange);
                break;

            case RespCommand.LMove or RespCommand.RPopLPush:
                ListMoves.Move(in arguments, ref exchange);
                break;

            case RespCommand.LSet:
                ListWrites.Set(in arguments, ref exchange);
                break;

            case RespCommand.LInsert:
                ListWrites.Insert(in arguments, ref exchange);
                break;

            case RespCommand.LRem:
                ListWrites.Remove(in arguments, ref exchange);
                break;

            case RespCommand.LTrim:
                ListWrites.Trim(in arguments, ref exchange);
                break;

            case RespCommand.LLen:
                ListReads.Length(in arguments, ref exchange);
                break;

            case RespCommand.LRange:
                ListReads.Range(in arguments, ref exchange);
                break;

            case RespCommand.LIndex:
                ListReads.At(in arguments, ref exchange);
                break;

            default:
                ListPositions.Serve(in arguments, ref exchange);
                break;
        }
    }
}
