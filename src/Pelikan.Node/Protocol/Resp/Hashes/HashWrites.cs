using Pelikan.Node.Protocol.Resp.Collections;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>Commands that set and take out fields.</summary>
internal static class HashWrites
{
    /// <summary>HSET and HMSET: <c>key field value [field value ...]</c>.</summary>
    public static void Set<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool isOld = command == RespCommand.HMSet;
        if (arguments.Count % 2 != 0)
        {
            exchange.Reply.Error(RespRefusals.WrongArity(isOld ? "hmset" : "hset"));
            return;
        }

        PutFieldsChange change = new(arguments);
        if (!PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            return;
        }

        if (isOld)
        {
            exchange.Reply.Ok();
        }
        else
        {
            exchange.Reply.Integer(change.Added);
        }
    }

    /// <summary>HSETNX: <c>key field value</c>.</summary>
    public static void SetNew<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        PutNewFieldChange change = new(arguments[2], arguments[3]);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Added ? 1 : 0);
        }
    }

    /// <summary>HDEL: <c>key field [field ...]</c>.</summary>
    public static void Remove<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RemoveFieldsChange change = new(arguments);
        if (PackAccess.TryUpdate(arguments[1], ref change, ref exchange))
        {
            exchange.Reply.Integer(change.Removed);
        }
    }
}
