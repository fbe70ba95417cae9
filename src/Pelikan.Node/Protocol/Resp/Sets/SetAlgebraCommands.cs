using System;
using System.Text;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Intersections, unions and differences of sets.</summary>
internal static class SetAlgebraCommands
{
    public static void Answer<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!TryRun(new AlgebraPlan(arguments, 1, arguments.Count - 1, OperationOf(command)), ref exchange))
        {
            return;
        }

        MemberTable members = exchange.Worker.Sets.Members;
        ReadOnlySpan<int> ordinals = members.InOrderAdded();
        exchange.Reply.Set(ordinals.Length);
        foreach (int ordinal in ordinals)
        {
            exchange.Reply.Bulk(members.Member(ordinal));
        }
    }

    public static void Store<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!TryRun(new AlgebraPlan(arguments, 2, arguments.Count - 2, OperationOf(command)) { Stores = true }, ref exchange))
        {
            return;
        }

        MemberTable members = exchange.Worker.Sets.Members;
        PackEditor packs = exchange.Packs;
        packs.Begin(ItemKind.Set);
        foreach (int ordinal in members.InOrderAdded())
        {
            packs.Put(members.Member(ordinal));
            if (packs.Length > exchange.Limits.ValueBytesMax)
            {
                break;
            }
        }

        if (ReplaceUpdate.TryReplace(arguments[1], ref exchange))
        {
            exchange.Reply.Integer(members.Living);
        }
    }

    public static void Cardinality<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(arguments[1], out long keys) || keys < 1)
        {
            exchange.Reply.Error(SetErrors.KeyCountNotPositive);
            return;
        }

        if (keys > arguments.Count - 2)
        {
            exchange.Reply.Error(SetErrors.KeyCountTooLarge);
            return;
        }

        if (!TryParseLimit(arguments, 2 + (int)keys, exchange.Reply, out long limit)
            || !TryRun(new AlgebraPlan(arguments, 2, (int)keys, AlgebraOperation.Intersection), ref exchange))
        {
            return;
        }

        int living = exchange.Worker.Sets.Members.Living;
        exchange.Reply.Integer(limit == 0 ? living : Math.Min(limit, living));
    }

    /// <summary>The most that is to be counted; 0 for all.</summary>
    private static bool TryParseLimit(scoped in RespArguments arguments, int first, RespWriter reply, out long limit)
    {
        limit = 0;
        for (int index = first; index < arguments.Count; index += 2)
        {
            if (index + 1 == arguments.Count || !Ascii.EqualsIgnoreCase(arguments[index], "limit"u8))
            {
                reply.Error(RespErrors.Syntax);
                return false;
            }

            if (!RespNumber.TryParse(arguments[index + 1], out limit) || limit < 0)
            {
                reply.Error(SetErrors.LimitNegative);
                return false;
            }
        }

        return true;
    }

    private static AlgebraOperation OperationOf(RespCommand command) => command switch
    {
        RespCommand.SUnion or RespCommand.SUnionStore => AlgebraOperation.Union,
        RespCommand.SDiff or RespCommand.SDiffStore => AlgebraOperation.Difference,
        _ => AlgebraOperation.Intersection,
    };

    private static bool TryRun<TStore>(scoped in AlgebraPlan plan, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore =>
        MemberAlgebra.TryMeasure(plan, ref exchange) && MemberAlgebra.TryRun(plan, ref exchange);
}
