using System;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>
/// Members of a set or sorted set at random, which stay where they are. A positive count asks for different members, a negative one for as many
/// draws, at most <see cref="SetLimits.DrawsMax"/>, and those end at <see cref="SetLimits.ResultBytesMax"/>.
/// </summary>
internal static class RandomMembers
{
    public static void GiveOne(scoped in PackReader pack, Random random, RespWriter reply)
    {
        if (pack.Count == 0)
        {
            reply.Null();
        }
        else
        {
            reply.Bulk(pack.Member(random.Next(pack.Count)));
        }
    }

    public static void Give(scoped in PackReader pack, long count, bool withScores, WorkerContext worker, RespWriter reply)
    {
        if (count == 0 || pack.Count == 0)
        {
            reply.Array(0);
        }
        else if (count > 0)
        {
            GiveDifferent(pack, (int)Math.Min(count, pack.Count), withScores, worker, reply);
        }
        else if (-count > SetLimits.DrawsMax)
        {
            reply.Error(SetErrors.TooManyDraws);
        }
        else
        {
            GiveDraws(pack, (int)-count, withScores, worker, reply);
        }
    }

    private static void GiveDifferent(scoped in PackReader pack, int count, bool withScores, WorkerContext worker, RespWriter reply)
    {
        Span<int> ordinals = worker.Sets.Ordinals(pack.Count);
        for (int ordinal = 0; ordinal < ordinals.Length; ordinal++)
        {
            ordinals[ordinal] = ordinal;
        }

        MemberReply.Head(reply, count, withScores);
        for (int given = 0; given < count; given++)
        {
            int chosen = given + worker.Resp.Random.Next(ordinals.Length - given);
            (ordinals[given], ordinals[chosen]) = (ordinals[chosen], ordinals[given]);
            Give(pack, ordinals[given], withScores, reply);
        }
    }

    private static void GiveDraws(scoped in PackReader pack, int count, bool withScores, WorkerContext worker, RespWriter reply)
    {
        int start = reply.Length;
        MemberReply.Head(reply, count, withScores);
        for (int draw = 0; draw < count; draw++)
        {
            Give(pack, worker.Resp.Random.Next(pack.Count), withScores, reply);
            if (reply.Length - start > SetLimits.ResultBytesMax)
            {
                reply.Truncate(start);
                reply.Error(SetErrors.ReplyTooLarge);
                return;
            }
        }
    }

    private static void Give(scoped in PackReader pack, int ordinal, bool withScores, RespWriter reply) =>
        MemberReply.Give(reply, pack.Member(ordinal), withScores ? pack.Score(ordinal) : 0, withScores);
}
