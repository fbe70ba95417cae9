using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>Commands on hashes; docs/protocol/resp-lists-hashes.md tells what they do.</summary>
internal static class HashCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.HSet or RespCommand.HMSet:
                HashWrites.Set(command, in arguments, ref exchange);
                break;

            case RespCommand.HSetNx:
                HashWrites.SetNew(in arguments, ref exchange);
                break;

            case RespCommand.HDel:
                HashWrites.Remove(in arguments, ref exchange);
                break;

            case RespCommand.HIncrBy:
                HashCounts.Add(in arguments, ref exchange);
                break;

            case RespCommand.HIncrByFloat:
                HashCounts.AddFloat(in arguments, ref exchange);
                break;

            case RespCommand.HGet:
                HashReads.Get(in arguments, ref exchange);
                break;

            case RespCommand.HMGet:
                HashReads.GetMany(in arguments, ref exchange);
                break;

            case RespCommand.HGetAll or RespCommand.HKeys or RespCommand.HVals:
                HashReads.All(command, in arguments, ref exchange);
                break;

            case RespCommand.HRandField:
                HashRandom.Serve(in arguments, ref exchange);
                break;

            case RespCommand.HScan:
                CollectionScan.Serve(ItemKind.Hash, in arguments, ref exchange);
                break;

            default:
                HashReads.Number(command, in arguments, ref exchange);
                break;
        }
    }
}
