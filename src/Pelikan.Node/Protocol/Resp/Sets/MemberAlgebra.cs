using System;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>
/// Unions, intersections and differences of sets and sorted sets. The result is in the worker's <see cref="MemberTable"/>, out of the items' reach.
/// Each set is read once, as it is at that moment; of many keys the smallest come first, and each member is looked up, never searched for.
/// </summary>
internal static class MemberAlgebra
{
    private const int SizeShift = 32;

    /// <summary>Look at all sets before anything is done.</summary>
    /// <returns>False where one is of another kind, or they are too many; the client has been told.</returns>
    public static bool TryMeasure<TStore>(scoped in AlgebraPlan plan, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Span<long> sizes = exchange.Worker.Sets.Sizes(plan.Keys);
        for (int index = 0; index < sizes.Length; index++)
        {
            if (!TryRead(plan, index, ReadIntent.Peek, ref exchange, out PackReader pack))
            {
                return false;
            }

            sizes[index] = ((long)pack.Count << SizeShift) | (uint)index;
        }

        return true;
    }

    /// <summary>Do what was planned, with the sets that were measured.</summary>
    /// <returns>False where a limit was reached or a set became another kind; the client has been told.</returns>
    public static bool TryRun<TStore>(scoped in AlgebraPlan plan, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        Span<long> sizes = exchange.Worker.Sets.Sizes(plan.Keys);
        if (plan.Operation != AlgebraOperation.Difference)
        {
            sizes.Sort();
        }

        MemberTable members = exchange.Worker.Sets.Members;
        members.Begin(plan.Stores ? exchange.Limits.ValueBytesMax : SetLimits.ResultBytesMax);
        long lookUps = 0;
        for (int turn = 0; turn < sizes.Length; turn++)
        {
            bool isFirst = turn == 0;
            if (!isFirst && members.Living == 0 && plan.Operation != AlgebraOperation.Union)
            {
                return true;
            }

            int index = (int)(uint)sizes[turn];
            if (!TryRead(plan, index, ReadIntent.Use, ref exchange, out PackReader pack))
            {
                return false;
            }

            lookUps += isFirst || plan.Operation == AlgebraOperation.Union ? pack.Count
                : plan.Operation == AlgebraOperation.Intersection ? members.Count
                : Math.Min(members.Count, pack.Count);
            if (lookUps > SetLimits.LookUpsMax)
            {
                exchange.Reply.Error(SetErrors.TooManyMembers);
                return false;
            }

            if (!TryApply(plan, index, isFirst, pack, members))
            {
                RefuseResult(plan.Stores, ref exchange);
                return false;
            }
        }

        return true;
    }

    private static void RefuseResult<TStore>(bool stores, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        if (stores)
        {
            exchange.Refuse(StoreStatus.TooLarge);
        }
        else
        {
            exchange.Reply.Error(SetErrors.ReplyTooLarge);
        }
    }

    private static bool TryApply(scoped in AlgebraPlan plan, int index, bool isFirst, scoped in PackReader pack, MemberTable members)
    {
        if (isFirst || plan.Operation == AlgebraOperation.Union)
        {
            return TryUnite(plan, index, pack, members);
        }

        if (plan.Operation == AlgebraOperation.Intersection)
        {
            Intersect(plan, index, pack, members);
        }
        else
        {
            Subtract(pack, members);
        }

        return true;
    }

    private static bool TryUnite(scoped in AlgebraPlan plan, int index, scoped in PackReader pack, MemberTable members)
    {
        double weight = plan.Weight(index);
        bool hasScores = pack.Kind == ItemKind.SortedSet;
        foreach (PackCursor member in pack)
        {
            double score = Weighted(hasScores ? member.Score : 1, weight);
            int known = members.Find(member.Member);
            if (known >= 0)
            {
                members.SetScore(known, plan.Together(members.Score(known), score));
            }
            else if (!members.TryAdd(member.Member, score))
            {
                return false;
            }
        }

        return true;
    }

    private static void Intersect(scoped in AlgebraPlan plan, int index, scoped in PackReader pack, MemberTable members)
    {
        double weight = plan.Weight(index);
        bool hasScores = pack.Kind == ItemKind.SortedSet;
        for (int ordinal = 0; ordinal < members.Count; ordinal++)
        {
            if (members.IsRemoved(ordinal))
            {
                continue;
            }

            int found = pack.Find(members.Member(ordinal));
            if (found < 0)
            {
                members.Remove(ordinal);
                continue;
            }

            double score = Weighted(hasScores ? pack.Score(found) : 1, weight);
            members.SetScore(ordinal, plan.Together(members.Score(ordinal), score));
        }
    }

    private static void Subtract(scoped in PackReader pack, MemberTable members)
    {
        if (pack.Count < members.Count)
        {
            foreach (PackCursor member in pack)
            {
                int ordinal = members.Find(member.Member);
                if (ordinal >= 0)
                {
                    members.Remove(ordinal);
                }
            }

            return;
        }

        for (int ordinal = 0; ordinal < members.Count; ordinal++)
        {
            if (!members.IsRemoved(ordinal) && pack.Find(members.Member(ordinal)) >= 0)
            {
                members.Remove(ordinal);
            }
        }
    }

    /// <summary>Infinity times 0 is 0, as with Redis.</summary>
    private static double Weighted(double score, double weight)
    {
        double weighted = score * weight;
        return double.IsNaN(weighted) ? 0 : weighted;
    }

    private static bool TryRead<TStore>(scoped in AlgebraPlan plan, int index, ReadIntent intent, ref RespExchange<TStore> exchange, out PackReader pack)
        where TStore : struct, IStore
    {
        pack = default;
        bool found = exchange.Store.Read(plan.Key(index), intent, in exchange.Guard, out ItemView item, out _) == StoreStatus.Ok;
        if (intent == ReadIntent.Use)
        {
            exchange.Count(found ? RespMetric.KeyHit : RespMetric.KeyMiss);
        }

        if (!found)
        {
            return true;
        }

        if (!plan.Takes(item.Kind))
        {
            exchange.Reply.Error(RespErrors.WrongType);
            return false;
        }

        pack = new PackReader(item.Kind, item.Value);
        return true;
    }
}
