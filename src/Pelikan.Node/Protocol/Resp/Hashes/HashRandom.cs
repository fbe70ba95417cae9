using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Hashes;

/// <summary>HRANDFIELD: <c>key [count [WITHVALUES]]</c>. A count below zero asks for as many draws, the same field more than once perhaps.</summary>
internal static class HashRandom
{
    private const int CountAt = 2;
    private const int ValuesAt = 3;

    public static void Serve<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count == CountAt)
        {
            One(arguments[1], ref exchange);
            return;
        }

        if (!TryReadOptions(in arguments, exchange.Reply, out long count, out bool withValues))
        {
            return;
        }

        if (exchange.Progress > 0)
        {
            Draw(PackAccess.Again(arguments[1], ItemKind.Hash, ref exchange), -count, withValues, exchange.Progress, ref exchange);
            return;
        }

        if (!PackAccess.TryRead(arguments[1], ItemKind.Hash, ref exchange, out PackReader hash))
        {
            return;
        }

        if (count >= 0 || hash.Count == 0)
        {
            Sample(hash, (int)Math.Clamp(count, 0, hash.Count), withValues, exchange.Worker.Resp.Random, exchange.Reply);
            return;
        }

        if (-count > SetLimits.DrawsMax)
        {
            exchange.Reply.Error(SetErrors.TooManyDraws);
            return;
        }

        WriteHead(-count, withValues, exchange.Reply);
        Draw(hash, -count, withValues, done: 0, ref exchange);
    }

    private static void One<TStore>(scoped ReadOnlySpan<byte> key, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!PackAccess.TryRead(key, ItemKind.Hash, ref exchange, out PackReader hash))
        {
            return;
        }

        if (hash.Count == 0)
        {
            exchange.Reply.Null();
        }
        else
        {
            exchange.Reply.Bulk(hash.Member(exchange.Worker.Resp.Random.Next(hash.Count)));
        }
    }

    private static bool TryReadOptions(scoped in RespArguments arguments, RespWriter reply, out long count, out bool withValues)
    {
        withValues = arguments.Count > ValuesAt;
        if (!CountWord.TryReadSigned(arguments[CountAt], reply, out count))
        {
            return false;
        }

        if (arguments.Count > ValuesAt + 1 || (withValues && !Ascii.EqualsIgnoreCase(arguments[ValuesAt], "withvalues"u8)))
        {
            reply.Error(RespErrors.Syntax);
            return false;
        }

        if (withValues && count is < -(long.MaxValue / 2) or > long.MaxValue / 2)
        {
            reply.Error(RespErrors.OutOfRange);
            return false;
        }

        return true;
    }

    /// <summary>So many different fields, each choice as likely as any other, in the order of the hash.</summary>
    private static void Sample(PackReader hash, int count, bool withValues, Random random, RespWriter reply)
    {
        WriteHead(count, withValues, reply);
        int left = hash.Count;
        PackCursor cursor = hash.GetEnumerator();
        for (int wanted = count; wanted > 0 && cursor.MoveNext(); left--)
        {
            if (wanted == left || random.Next(left) < wanted)
            {
                Write(cursor.Member, withValues ? cursor.Value : default, withValues, reply);
                wanted--;
            }
        }
    }

    /// <summary>Draws, one after the other; what has no room in the reply is drawn later, from what is there then.</summary>
    private static void Draw<TStore>(scoped PackReader hash, long count, bool withValues, long done, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        for (; done < count; done++)
        {
            if (!exchange.Reply.HasRoom && done > 0)
            {
                exchange.Pause(done);
                return;
            }

            if (hash.Count == 0)
            {
                WriteNothing(withValues, exchange.Reply);
                continue;
            }

            int ordinal = exchange.Worker.Resp.Random.Next(hash.Count);
            Write(hash.Member(ordinal), withValues ? hash.Value(ordinal) : default, withValues, exchange.Reply);
        }
    }

    private static void WriteHead(long count, bool withValues, RespWriter reply) =>
        reply.Array(withValues && reply.Version < 3 ? 2 * count : count);

    private static void Write(scoped ReadOnlySpan<byte> field, scoped ReadOnlySpan<byte> value, bool withValues, RespWriter reply)
    {
        BeginPair(withValues, reply);
        reply.Bulk(field);
        if (withValues)
        {
            reply.Bulk(value);
        }
    }

    private static void WriteNothing(bool withValues, RespWriter reply)
    {
        BeginPair(withValues, reply);
        reply.Null();
        if (withValues)
        {
            reply.Null();
        }
    }

    private static void BeginPair(bool withValues, RespWriter reply)
    {
        if (withValues && reply.Version == 3)
        {
            reply.Array(2);
        }
    }
}
