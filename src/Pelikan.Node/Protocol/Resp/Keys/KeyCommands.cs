using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>Commands on keys, whatever their items are.</summary>
internal static class KeyCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.Del:
            case RespCommand.Unlink:
                Delete(in arguments, ref exchange);
                break;

            case RespCommand.Exists:
                CountPresent(in arguments, ReadIntent.Peek, ref exchange);
                break;

            case RespCommand.Touch:
                CountPresent(in arguments, ReadIntent.Use, ref exchange);
                break;

            case RespCommand.Expire:
                Expire(in arguments, ExpiryUnit.Seconds, "expire", ref exchange);
                break;

            case RespCommand.PExpire:
                Expire(in arguments, ExpiryUnit.Milliseconds, "pexpire", ref exchange);
                break;

            case RespCommand.ExpireAt:
                Expire(in arguments, ExpiryUnit.UnixSeconds, "expireat", ref exchange);
                break;

            case RespCommand.PExpireAt:
                Expire(in arguments, ExpiryUnit.UnixMilliseconds, "pexpireat", ref exchange);
                break;

            case RespCommand.Ttl:
            case RespCommand.PTtl:
            case RespCommand.ExpireTime:
            case RespCommand.PExpireTime:
                TellExpiry(command, arguments[1], ref exchange);
                break;

            case RespCommand.Persist:
                Persist(arguments[1], ref exchange);
                break;

            case RespCommand.Type:
                TellType(arguments[1], ref exchange);
                break;

            default:
                ServeRare(command, in arguments, ref exchange);
                break;
        }
    }

    private static void ServeRare<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.Scan:
                KeyScans.Scan(in arguments, ref exchange);
                break;

            case RespCommand.Keys:
                KeyScans.Keys(in arguments, ref exchange);
                break;

            case RespCommand.RandomKey:
                RandomKey.Serve(ref exchange);
                break;

            case RespCommand.Rename:
                ItemCopies.Rename(in arguments, ref exchange);
                break;

            case RespCommand.RenameNx:
                ItemCopies.RenameNew(in arguments, ref exchange);
                break;

            default:
                ItemCopies.Copy(in arguments, ref exchange);
                break;
        }
    }

    private static void Delete<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int deleted = 0;
        for (int i = 1; i < arguments.Count; i++)
        {
            deleted += exchange.Store.Delete(arguments[i], in exchange.Guard) == StoreStatus.Ok ? 1 : 0;
        }

        exchange.Reply.Integer(deleted);
    }

    // A key that is named twice counts twice.
    private static void CountPresent<TStore>(scoped in RespArguments arguments, ReadIntent intent, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int present = 0;
        for (int i = 1; i < arguments.Count; i++)
        {
            present += exchange.Store.Read(arguments[i], intent, in exchange.Guard, out _, out _) == StoreStatus.Ok ? 1 : 0;
        }

        exchange.Reply.Integer(present);
    }

    private static void Expire<TStore>(scoped in RespArguments arguments, ExpiryUnit unit, string command, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!ExpireConditionWords.TryParse(in arguments, 3, ref exchange, out ExpireConditions conditions))
        {
            return;
        }

        Instant now = exchange.Guard.Now;
        if (!RespNumber.TryParse(arguments[2], out long number))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
        }
        else if (!RespExpiry.TryOf(number, unit, now, exchange.Server.UnixMillisecondsAtInstantZero, out Instant expiry))
        {
            exchange.Reply.Error(RespRefusals.InvalidExpiry(command));
        }
        else
        {
            ExpireUpdate update = new(expiry, conditions, now);
            StoreStatus status = exchange.Store.Update(arguments[1], ref update, in exchange.Guard, out _);
            if (!exchange.Refuse(status))
            {
                exchange.Reply.Integer(update.IsDone ? 1 : 0);
            }
        }
    }

    private static void Persist<TStore>(scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        PersistUpdate update = default;
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        if (!exchange.Refuse(status))
        {
            exchange.Reply.Integer(update.IsDone ? 1 : 0);
        }
    }

    private static void TellExpiry<TStore>(RespCommand command, scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        const long NoKey = -2;
        const long NoExpiry = -1;
        if (exchange.Store.Read(key, ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) != StoreStatus.Ok)
        {
            exchange.Reply.Integer(NoKey);
            return;
        }

        Instant expiry = item.Expiry;
        if (expiry == Instant.Never)
        {
            exchange.Reply.Integer(NoExpiry);
            return;
        }

        bool isTime = command is RespCommand.ExpireTime or RespCommand.PExpireTime;
        long milliseconds = isTime
            ? expiry.Milliseconds + exchange.Server.UnixMillisecondsAtInstantZero
            : RespExpiry.Left(expiry, exchange.Guard.Now);
        exchange.Reply.Integer(command is RespCommand.Ttl or RespCommand.ExpireTime ? RespExpiry.ToSeconds(milliseconds) : milliseconds);
    }

    private static void TellType<TStore>(scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool exists = exchange.Store.Read(key, ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) == StoreStatus.Ok;
        exchange.Reply.Simple(exists ? KindNames.Of(item.Kind) : "none"u8);
    }
}
