using System;
using System.Text;
using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>The commands that read members, scores and counts of one sorted set.</summary>
internal static class SortedSetReadCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        switch (command)
        {
            case RespCommand.ZScan:
                CollectionScan.Serve(ItemKind.SortedSet, arguments, ref exchange);
                return;
            case RespCommand.ZRandMember:
                GiveAtRandom(arguments, ref exchange);
                return;
            case RespCommand.ZCount:
                CountRange(SortedRangeKind.Scores, arguments, ref exchange);
                return;
            case RespCommand.ZLexCount:
                CountRange(SortedRangeKind.Members, arguments, ref exchange);
                return;
            default:
                break;
        }

        if (!PackAccess.TryRead(arguments[1], ItemKind.SortedSet, ref exchange, out PackReader set))
        {
            return;
        }

        switch (command)
        {
            case RespCommand.ZCard:
                exchange.Reply.Integer(set.Count);
                return;
            case RespCommand.ZScore:
                GiveScore(set, arguments[2], exchange.Reply);
                return;
            case RespCommand.ZMScore:
                GiveScores(set, arguments, exchange.Reply);
                return;
            default:
                GiveRank(set, arguments[2], command == RespCommand.ZRevRank, exchange.Reply);
                return;
        }
    }

    private static void GiveScore(scoped in PackReader pack, scoped ReadOnlySpan<byte> member, RespWriter reply)
    {
        int ordinal = pack.Find(member);
        if (ordinal < 0)
        {
            reply.Null();
        }
        else
        {
            reply.Double(pack.Score(ordinal));
        }
    }

    private static void GiveScores(scoped in PackReader pack, scoped in RespArguments arguments, RespWriter reply)
    {
        reply.Array(arguments.Count - 2);
        for (int index = 2; index < arguments.Count; index++)
        {
            GiveScore(pack, arguments[index], reply);
        }
    }

    private static void GiveRank(scoped in PackReader pack, scoped ReadOnlySpan<byte> member, bool isReversed, RespWriter reply)
    {
        int ordinal = pack.Find(member);
        if (ordinal < 0)
        {
            reply.Null();
        }
        else
        {
            reply.Integer(isReversed ? pack.Count - 1 - ordinal : ordinal);
        }
    }

    private static void CountRange<TStore>(SortedRangeKind kind, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (SortedRange.TryParse(kind, arguments[2], arguments[3], exchange.Reply, out SortedRange range)
            && PackAccess.TryRead(arguments[1], ItemKind.SortedSet, ref exchange, out PackReader set))
        {
            range.Locate(set, isReversed: false, out int count);
            exchange.Reply.Integer(count);
        }
    }

    private static void GiveAtRandom<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RespWriter reply = exchange.Reply;
        bool isCounted = arguments.Count > 2;
        long count = 0;
        if (isCounted && !CountWord.TryReadSigned(arguments[2], reply, out count))
        {
            return;
        }

        bool withScores = arguments.Count > 3;
        if (withScores && (arguments.Count > 4 || !Ascii.EqualsIgnoreCase(arguments[3], "withscores"u8)))
        {
            reply.Error(RespErrors.Syntax);
            return;
        }

        if (withScores && count is < -(long.MaxValue / 2) or > long.MaxValue / 2)
        {
            reply.Error(RespErrors.OutOfRange);
            return;
        }

        if (!PackAccess.TryRead(arguments[1], ItemKind.SortedSet, ref exchange, out PackReader set))
        {
            return;
        }

        if (isCounted)
        {
            RandomMembers.Give(set, count, withScores, exchange.Worker, reply);
        }
        else
        {
            RandomMembers.GiveOne(set, exchange.Worker.Resp.Random, reply);
        }
    }
}
