using System;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Strings;

/// <summary>Commands on strings.</summary>
internal static class StringCommands
{
    private const int AtTheEnd = -1;

    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.Get:
                StringReads.Get(in arguments, ref exchange);
                break;

            case RespCommand.Set:
                Set(in arguments, ref exchange);
                break;

            case RespCommand.MGet:
                StringReads.GetMany(in arguments, ref exchange);
                break;

            case RespCommand.MSet:
                SetMany(in arguments, ref exchange);
                break;

            case RespCommand.MSetNx:
                SetManyNew(in arguments, ref exchange);
                break;

            case RespCommand.Incr:
                Add(arguments[1], 1, ref exchange);
                break;

            case RespCommand.Decr:
                Add(arguments[1], -1, ref exchange);
                break;

            case RespCommand.IncrBy:
            case RespCommand.DecrBy:
                AddNumber(command == RespCommand.DecrBy, in arguments, ref exchange);
                break;

            case RespCommand.IncrByFloat:
                AddFloat(in arguments, ref exchange);
                break;

            case RespCommand.StrLen:
                StringReads.Length(in arguments, ref exchange);
                break;

            case RespCommand.GetRange:
            case RespCommand.SubStr:
                StringReads.Range(in arguments, ref exchange);
                break;

            case RespCommand.Append:
                Splice(arguments[1], arguments[2], AtTheEnd, ref exchange);
                break;

            case RespCommand.SetRange:
                SetRange(in arguments, ref exchange);
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
            case RespCommand.SetNx:
                SetNew(in arguments, ref exchange);
                break;

            case RespCommand.SetEx:
                SetFor(in arguments, ExpiryUnit.Seconds, "setex", ref exchange);
                break;

            case RespCommand.PSetEx:
                SetFor(in arguments, ExpiryUnit.Milliseconds, "psetex", ref exchange);
                break;

            case RespCommand.GetSet:
                Replace(arguments[1], arguments[2], default, tellsOld: true, Instant.Never, ref exchange);
                break;

            case RespCommand.GetDel:
                ReadAndTouch(arguments[1], Instant.Never, removes: true, ref exchange);
                break;

            default:
                GetEx(in arguments, ref exchange);
                break;
        }
    }

    private static void Set<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Instant expiry = Instant.Never;
        if (arguments.Count > 3)
        {
            if (!SetOptions.TryParse(in arguments, 3, isSet: true, out SetOptions options))
            {
                exchange.Reply.Error(RespErrors.Syntax);
                return;
            }

            if (!options.TryExpiry(in arguments, "set", ref exchange, out expiry))
            {
                return;
            }

            if (options.OnlyNew || options.OnlyPresent || options.TellsOld || options.KeepsExpiry)
            {
                Replace(arguments[1], arguments[2], options, options.TellsOld, expiry, ref exchange);
                return;
            }
        }

        AnswerOk(exchange.Store.Set(arguments[1], arguments[2], 0, expiry, in exchange.Guard), ref exchange);
    }

    private static void AnswerOk<TStore>(StoreStatus status, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!exchange.Refuse(status))
        {
            exchange.Reply.Ok();
        }
    }

    private static void Replace<TStore>(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, SetOptions options, bool tellsOld, Instant expiry, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int start = exchange.Reply.Length;
        SetUpdate update = new(value, options, tellsOld, expiry, exchange.Reply);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        if (status != StoreStatus.Ok)
        {
            exchange.Reply.Truncate(start);
            exchange.Refuse(status);
        }
        else if (update.IsWrongType)
        {
            exchange.Reply.Error(RespErrors.WrongType);
        }
        else if (!tellsOld)
        {
            AnswerStored(update.Stores, ref exchange);
        }
    }

    private static void AnswerStored<TStore>(bool stored, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (stored)
        {
            exchange.Reply.Ok();
        }
        else
        {
            exchange.Reply.Null();
        }
    }

    private static void SetNew<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        StoreStatus status = exchange.Store.Add(arguments[1], arguments[2], 0, Instant.Never, in exchange.Guard);
        if (!exchange.Refuse(status))
        {
            exchange.Reply.Integer(status == StoreStatus.Ok ? 1 : 0);
        }
    }

    private static void SetFor<TStore>(scoped in RespArguments arguments, ExpiryUnit unit, string command, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (SetOptions.TryExpiry(arguments[2], unit, command, ref exchange, out Instant expiry))
        {
            AnswerOk(exchange.Store.Set(arguments[1], arguments[3], 0, expiry, in exchange.Guard), ref exchange);
        }
    }

    private static void SetMany<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count % 2 == 0)
        {
            exchange.Reply.Error(RespRefusals.WrongArity("mset"));
        }
        else
        {
            AnswerOk(StorePairs(in arguments, ref exchange), ref exchange);
        }
    }

    private static void SetManyNew<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count % 2 == 0)
        {
            exchange.Reply.Error(RespRefusals.WrongArity("msetnx"));
            return;
        }

        for (int i = 1; i < arguments.Count; i += 2)
        {
            if (exchange.Store.Read(arguments[i], ReadIntent.Peek, in exchange.Guard, out _, out _) == StoreStatus.Ok)
            {
                exchange.Reply.Integer(0);
                return;
            }
        }

        if (!exchange.Refuse(StorePairs(in arguments, ref exchange)))
        {
            exchange.Reply.Integer(1);
        }
    }

    private static StoreStatus StorePairs<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        StoreStatus status = StoreStatus.Ok;
        for (int i = 1; i < arguments.Count && status == StoreStatus.Ok; i += 2)
        {
            status = exchange.Store.Set(arguments[i], arguments[i + 1], 0, Instant.Never, in exchange.Guard);
        }

        return status;
    }

    private static void AddNumber<TStore>(bool down, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(arguments[2], out long delta))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
        }
        else if (down && delta == long.MinValue)
        {
            exchange.Reply.Error(RespErrors.DecrementOverflow);
        }
        else
        {
            Add(arguments[1], down ? -delta : delta, ref exchange);
        }
    }

    private static void Add<TStore>(scoped ReadOnlySpan<byte> key, long delta, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        IncrementUpdate update = new(delta);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        if (exchange.Refuse(status))
        {
            return;
        }

        switch (update.Outcome)
        {
            case NumberOutcome.Done:
                exchange.Reply.Integer(update.Result);
                break;

            case NumberOutcome.WrongType:
                exchange.Reply.Error(RespErrors.WrongType);
                break;

            case NumberOutcome.NotNumber:
                exchange.Reply.Error(RespErrors.NotInteger);
                break;

            default:
                exchange.Reply.Error(RespErrors.Overflow);
                break;
        }
    }

    private static void AddFloat<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!ExtendedFloat.TryParse(arguments[2], out ExtendedFloat delta, out bool isInfinite))
        {
            RefuseFloat(arguments[1], ref exchange);
            return;
        }

        FloatIncrementUpdate update = new(delta, isInfinite, stackalloc byte[ExtendedFloat.BytesMax]);
        StoreStatus status = exchange.Store.Update(arguments[1], ref update, in exchange.Guard, out _);
        if (exchange.Refuse(status))
        {
            return;
        }

        switch (update.Outcome)
        {
            case NumberOutcome.Done:
                exchange.Reply.Bulk(update.Text);
                break;

            case NumberOutcome.WrongType:
                exchange.Reply.Error(RespErrors.WrongType);
                break;

            case NumberOutcome.NotNumber:
                exchange.Reply.Error(RespErrors.NotFloat);
                break;

            default:
                exchange.Reply.Error(RespErrors.NotFinite);
                break;
        }
    }

    // Redis looks at the key first.
    private static void RefuseFloat<TStore>(scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        bool exists = exchange.Store.Read(key, ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) == StoreStatus.Ok;
        exchange.Reply.Error(exists && item.Kind != ItemKind.String ? RespErrors.WrongType : RespErrors.NotFloat);
    }

    private static void SetRange<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(arguments[2], out long offset))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
        }
        else if (offset < 0)
        {
            exchange.Reply.Error(RespErrors.OffsetOutOfRange);
        }
        else
        {
            Splice(arguments[1], arguments[3], offset, ref exchange);
        }
    }

    private static void Splice<TStore>(ReadOnlySpan<byte> key, ReadOnlySpan<byte> bytes, long offset, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        SpliceUpdate update = new(bytes, offset);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        if (!exchange.Refuse(status) && !exchange.Refuse(update.Status))
        {
            exchange.Reply.Integer(update.Length);
        }
    }

    private static void GetEx<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!SetOptions.TryParse(in arguments, 2, isSet: false, out SetOptions options))
        {
            exchange.Reply.Error(RespErrors.Syntax);
        }
        else if ((!options.HasExpiry && !options.Persists) || !IsString(arguments[1], ref exchange))
        {
            // Redis looks at the key before the number.
            StringReads.Get(in arguments, ref exchange);
        }
        else if (options.TryExpiry(in arguments, "getex", ref exchange, out Instant expiry))
        {
            ReadAndTouch(arguments[1], expiry, removes: expiry <= exchange.Guard.Now, ref exchange);
        }
    }

    private static bool IsString<TStore>(scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore =>
        exchange.Store.Read(key, ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) == StoreStatus.Ok && item.Kind == ItemKind.String;

    private static void ReadAndTouch<TStore>(scoped ReadOnlySpan<byte> key, Instant expiry, bool removes, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        int start = exchange.Reply.Length;
        ReadAndTouchUpdate update = new(expiry, removes, exchange.Reply);
        StoreStatus status = exchange.Store.Update(key, ref update, in exchange.Guard, out _);
        exchange.Count(update.Exists ? RespMetric.KeyHit : RespMetric.KeyMiss);
        if (status != StoreStatus.Ok)
        {
            exchange.Reply.Truncate(start);
            exchange.Refuse(status);
        }
        else if (update.IsWrongType)
        {
            exchange.Reply.Error(RespErrors.WrongType);
        }
        else if (!update.Exists)
        {
            exchange.Reply.Null();
        }
    }
}
