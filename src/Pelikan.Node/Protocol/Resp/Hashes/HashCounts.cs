using Pelikan.Node.Protocol.Resp.Collections;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HINCRBY and HINCRBYFLOAT: <c>key field increment</c>.</summary>
internal static class HashCounts
{
    public static void Add<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!CountWord.TryReadAny(arguments[3], exchange.Reply, out long delta))
        {
            return;
        }

        AddChange change = new(arguments[2], delta);
        if (!PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            return;
        }

        if (change.Error.IsEmpty)
        {
            exchange.Reply.Integer(change.Result);
        }
        else
        {
            exchange.Reply.Error(change.Error);
        }
    }

    public static void AddFloat<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!ExtendedFloat.TryParse(arguments[3], out ExtendedFloat delta, out bool isInfinite))
        {
            exchange.Reply.Error(RespErrors.NotFloat);
            return;
        }

        if (isInfinite)
        {
            exchange.Reply.Error("ERR value is NaN or Infinity"u8);
            return;
        }

        AddFloatChange change = new(arguments[2], delta, exchange.Reply);
        PackAccess.TryUpdate(arguments[1], ref change, ref exchange);
    }
}
