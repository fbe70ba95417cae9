using System;
using Pelikan.Node.Protocol.Resp.Sets;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>Unions, intersections and differences of sorted sets, among which plain sets may be: their members have the score 1.</summary>
internal static class SortedSetAlgebraCommands
{
    public static void Answer<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        AlgebraRequest request = new(command);
        if (!TryRun(command, ref request, arguments, 1, ref exchange))
        {
            return;
        }

        MemberTable members = exchange.Worker.Sets.Members;
        if (command == RespCommand.ZInterCard)
        {
            exchange.Reply.Integer(request.Limit == 0 ? members.Living : Math.Min(request.Limit, members.Living));
            return;
        }

        ReadOnlySpan<int> ordinals = members.InOrderOfScores();
        MemberReply.Head(exchange.Reply, ordinals.Length, request.HasScores);
        foreach (int ordinal in ordinals)
        {
            MemberReply.Give(exchange.Reply, members.Member(ordinal), members.Score(ordinal), request.HasScores);
        }
    }

    public static void Store<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        AlgebraRequest request = new(command);
        if (!TryRun(command, ref request, arguments, 2, ref exchange))
        {
            return;
        }

        MemberTable members = exchange.Worker.Sets.Members;
        members.PutInOrder(exchange.Packs, exchange.Limits.ValueBytesMax);
        if (ReplaceUpdate.TryReplace(arguments[1], ref exchange))
        {
            exchange.Reply.Integer(members.Living);
        }
    }

    /// <summary>In the order in which Redis finds fault: the number of keys, what the keys hold, the options.</summary>
    private static bool TryRun<TStore>(
        RespCommand command, ref AlgebraRequest request, scoped in RespArguments arguments, int countAt, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (!RespNumber.TryParse(arguments[countAt], out long keys))
        {
            exchange.Reply.Error(RespErrors.NotInteger);
            return false;
        }

        if (keys < 1)
        {
            exchange.Reply.Error(SetErrors.NoKeys(command));
            return false;
        }

        int first = countAt + 1;
        if (keys > arguments.Count - first)
        {
            exchange.Reply.Error(RespErrors.Syntax);
            return false;
        }

        AlgebraPlan sources = new(arguments, first, (int)keys, request.Operation) { TakesSortedSets = true };
        if (!MemberAlgebra.TryMeasure(sources, ref exchange)
            || !request.TryParse(arguments, first + (int)keys, (int)keys, exchange.Reply))
        {
            return false;
        }

        AlgebraPlan plan = new(arguments, first, (int)keys, request.Operation)
        {
            TakesSortedSets = true,
            WeightsAt = request.WeightsAt,
            Aggregate = request.Aggregate,
            Stores = request.IsStored,
        };
        return MemberAlgebra.TryRun(plan, ref exchange);
    }
}
