using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>The commands that read one set.</summary>
internal static class SetReadCommands
{
    public static void Serve<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (command == RespCommand.SRandMember)
        {
            GiveAtRandom(arguments, ref exchange);
            return;
        }

        if (command == RespCommand.SScan)
        {
            CollectionScan.Serve(ItemKind.Set, arguments, ref exchange);
            return;
        }

        if (!PackAccess.TryRead(arguments[1], ItemKind.Set, ref exchange, out PackReader set))
        {
            return;
        }

        switch (command)
        {
            case RespCommand.SCard:
                exchange.Reply.Integer(set.Count);
                return;
            case RespCommand.SIsMember:
                exchange.Reply.Integer(set.Find(arguments[2]) >= 0 ? 1 : 0);
                return;
            case RespCommand.SMIsMember:
                GiveMemberships(set, arguments, exchange.Reply);
                return;
            default:
                GiveAll(set, exchange.Reply);
                return;
        }
    }

    private static void GiveMemberships(scoped in PackReader pack, scoped in RespArguments arguments, RespWriter reply)
    {
        reply.Array(arguments.Count - 2);
        for (int index = 2; index < arguments.Count; index++)
        {
            reply.Integer(pack.Find(arguments[index]) >= 0 ? 1 : 0);
        }
    }

    private static void GiveAll(scoped in PackReader pack, RespWriter reply)
    {
        reply.Set(pack.Count);
        foreach (PackCursor member in pack)
        {
            reply.Bulk(member.Member);
        }
    }

    private static void GiveAtRandom<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (arguments.Count > 3)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return;
        }

        long count = 0;
        bool isCounted = arguments.Count == 3;
        if ((isCounted && !CountWord.TryReadSigned(arguments[2], exchange.Reply, out count))
            || !PackAccess.TryRead(arguments[1], ItemKind.Set, ref exchange, out PackReader set))
        {
            return;
        }

        if (isCounted)
        {
            RandomMembers.Give(set, count, withScores: false, exchange.Worker, exchange.Reply);
        }
        else
        {
            RandomMembers.GiveOne(set, exchange.Worker.Resp.Random, exchange.Reply);
        }
    }
}
