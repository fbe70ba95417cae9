using System;
using Pelikan.Storage.Packs;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Members of a set or sorted set at random, which stay where they are.</summary>
internal static class RandomMembers
{
    /// <summary>How many: a positive count asks for different members, a negative one for as many draws.</summary>
    public static bool TryParseCount(scoped ReadOnlySpan<byte> text, RespWriter reply, out long count)
    {
        if (!RespNumber.TryParse(text, out count))
        {
            reply.Error(RespErrors.NotInteger);
            return false;
        }

        if (count == long.MinValue)
        {
            reply.Error(SetErrors.CountOutOfRange);
            return false;
        }

        return true;
    }

    public static void GiveOne(scoped in PackReader pack, SetWork work, RespWriter reply)
    {
        if (pack.Count == 0)
        {
            reply.Null();
        }
        else
        {
            reply.Bulk(pack.Member(work.Random.Next(pack.Count)));
        }
    }

    public static void Give(scoped in PackReader pack, long count, bool withScores, SetWork work, RespWriter reply)
    {
        if (count == 0 || pack.Count == 0)
        {
            reply.Array(0);
        }
        else if (count > 0)
        {
            GiveDifferent(pack, (int)Math.Min(count, pack.Count), withScores, work, reply);
        }
        else if (-count > SetLimits.ResultBytesMax / SetLimits.ReplyBytesPerMember)
        {
            reply.Error(SetErrors.ReplyTooLarge);
        }
        else
        {
            GiveDraws(pack, (int)-count, withScores, work, reply);
        }
    }

    private static void GiveDifferent(scoped in PackReader pack, int count, bool withScores, SetWork work, RespWriter reply)
    {
        Span<int> ordinals = work.Ordinals(pack.Count);
        for (int ordinal = 0; ordinal < ordinals.Length; ordinal++)
        {
            ordinals[ordinal] = ordinal;
        }

        work.Random.Choose(ordinals, count);
        MemberReply.Head(reply, count, withScores);
        foreach (int ordinal in ordinals[..count])
        {
            Give(pack, ordinal, withScores, reply);
        }
    }

    private static void GiveDraws(scoped in PackReader pack, int count, bool withScores, SetWork work, RespWriter reply)
    {
        int start = reply.Length;
        MemberReply.Head(reply, count, withScores);
        for (int draw = 0; draw < count; draw++)
        {
            Give(pack, work.Random.Next(pack.Count), withScores, reply);
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
