using Pelikan.Node.Protocol.Resp.Collections;
using Pelikan.Node.Protocol.Resp.Sets;
using Pelikan.Storage;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.SortedSets;

/// <summary>ZRANGE and the commands that it replaces, and ZRANGESTORE.</summary>
internal static class SortedSetRangeCommands
{
    public static void Answer<TStore>(RespCommand command, scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RangeRequest request = RangeRequest.Of(command);
        if (!TryParse(ref request, arguments, 1, exchange.Reply, out SortedRange range)
            || !PackAccess.TryRead(arguments[1], ItemKind.SortedSet, ref exchange, out PackReader set))
        {
            return;
        }

        int start = range.Locate(set, request.IsReversed, out int count);
        start = request.Cut(start, ref count);
        MemberReply.Head(exchange.Reply, count, request.HasScores);
        if (request.IsReversed)
        {
            GiveDescending(set, start, count, request.HasScores, exchange.Reply);
        }
        else
        {
            GiveAscending(set, start, count, request.HasScores, exchange.Reply);
        }
    }

    /// <summary>The copy is made before the store is touched, so that a key may be both the source and the destination.</summary>
    public static void Store<TStore>(scoped in RespArguments arguments, ref RespExchange<TStore> exchange)
        where TStore : struct, IStore
    {
        RangeRequest request = RangeRequest.Of(RespCommand.ZRangeStore);
        if (!TryParse(ref request, arguments, 2, exchange.Reply, out SortedRange range)
            || !PackAccess.TryRead(arguments[2], ItemKind.SortedSet, ref exchange, out PackReader set))
        {
            return;
        }

        int start = range.Locate(set, request.IsReversed, out int count);
        start = request.Cut(start, ref count);
        PackEditor packs = exchange.Packs;
        packs.Begin(ItemKind.SortedSet);
        PackCursor cursor = set.From(start);
        for (int stored = 0; stored < count && cursor.MoveNext(); stored++)
        {
            packs.Put(cursor.Member, cursor.Score);
        }

        if (ReplaceUpdate.TryReplace(arguments[1], ref exchange))
        {
            exchange.Reply.Integer(count);
        }
    }

    /// <summary>Read the options, then the range, which has its ends the other way round where it is reversed.</summary>
    private static bool TryParse(
        ref RangeRequest request, scoped in RespArguments arguments, int keyAt, RespWriter reply, out SortedRange range)
    {
        range = default;
        if (!request.TryParse(arguments, keyAt + 3, reply))
        {
            return false;
        }

        bool isSwapped = request.IsReversed && request.Kind != SortedRangeKind.Ranks;
        return SortedRange.TryParse(
            request.Kind, arguments[isSwapped ? keyAt + 2 : keyAt + 1], arguments[isSwapped ? keyAt + 1 : keyAt + 2], reply, out range);
    }

    private static void GiveAscending(scoped in PackReader pack, int start, int count, bool withScores, RespWriter reply)
    {
        PackCursor cursor = pack.From(start);
        for (int given = 0; given < count && cursor.MoveNext(); given++)
        {
            MemberReply.Give(reply, cursor.Member, withScores ? cursor.Score : 0, withScores);
        }
    }

    private static void GiveDescending(scoped in PackReader pack, int start, int count, bool withScores, RespWriter reply)
    {
        for (int ordinal = start + count - 1; ordinal >= start; ordinal--)
        {
            MemberReply.Give(reply, pack.Member(ordinal), withScores ? pack.Score(ordinal) : 0, withScores);
        }
    }
}
