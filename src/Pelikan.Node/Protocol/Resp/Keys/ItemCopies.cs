using System;
using System.Text;
using Pelikan.Storage;

namespace Pelikan.Node.Protocol.Resp.Keys;

/// <summary>
/// RENAME, RENAMENX and COPY: the item is copied out first, because storing may end what a view shows, then stored under the other key.
/// Each key changes at once, both together do not.
/// </summary>
internal static class ItemCopies
{
    public static void Rename<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (Move(arguments[1], arguments[2], replaces: true, removes: true, ref exchange) is bool)
        {
            exchange.Reply.Ok();
        }
    }

    public static void RenameNew<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (Move(arguments[1], arguments[2], replaces: false, removes: true, ref exchange) is bool done)
        {
            exchange.Reply.Integer(done ? 1 : 0);
        }
    }

    public static void Copy<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!TryOptions(in arguments, ref exchange, out bool replaces))
        {
            return;
        }

        if (arguments[1].SequenceEqual(arguments[2]))
        {
            exchange.Reply.Error(RespErrors.SameObject);
        }
        else if (Move(arguments[1], arguments[2], replaces, removes: false, ref exchange) is bool done)
        {
            exchange.Reply.Integer(done ? 1 : 0);
        }
    }

    private static bool TryOptions<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange, out bool replaces)
        where TStore : struct, IStore
    {
        replaces = false;
        for (int i = 3; i < arguments.Count; i++)
        {
            if (Ascii.EqualsIgnoreCase(arguments[i], "REPLACE"u8))
            {
                replaces = true;
                continue;
            }

            if (!Ascii.EqualsIgnoreCase(arguments[i], "DB"u8) || i + 1 == arguments.Count)
            {
                exchange.Reply.Error(RespErrors.Syntax);
                return false;
            }

            i++;
            if (!RespNumber.TryParse(arguments[i], out long database) || database is < int.MinValue or > int.MaxValue)
            {
                exchange.Reply.Error(RespErrors.NotInteger);
                return false;
            }

            if (database != 0)
            {
                exchange.Reply.Error(RespErrors.DatabaseOutOfRange);
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it was stored; null where an error was answered, as it is where there is nothing to rename. Nothing to copy is no error.</summary>
    private static bool? Move<TStore>(
        scoped ReadOnlySpan<byte> from, scoped ReadOnlySpan<byte> to, bool replaces, bool removes, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (exchange.Store.Read(from, ReadIntent.Peek, in exchange.Guard, out ItemView item, out _) != StoreStatus.Ok)
        {
            if (!removes)
            {
                return false;
            }

            exchange.Reply.Error(RespErrors.NoSuchKey);
            return null;
        }

        if (from.SequenceEqual(to))
        {
            return replaces;
        }

        Span<byte> value = exchange.Worker.Resp.CopyBuffer(item.Value.Length);
        item.Value.CopyTo(value);
        CopyUpdate update = new(value, NewItem.Of(in item, value.Length), replaces);
        StoreStatus status = exchange.Store.Update(to, ref update, in exchange.Guard, out _);
        if (exchange.Refuse(status))
        {
            return null;
        }

        if (update.IsDone && removes)
        {
            exchange.Store.Delete(from, in exchange.Guard);
        }

        return update.IsDone;
    }
}
