using System;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>Members in a reply, with or without scores: of RESP 2 all in one array, of RESP 3 each member and its score in one of their own.</summary>
internal static class MemberReply
{
    public static void Head(RespWriter reply, int count, bool withScores) =>
        reply.Array(withScores && reply.Version == 2 ? 2L * count : count);

    public static void Give(RespWriter reply, scoped ReadOnlySpan<byte> member, double score, bool withScores)
    {
        if (withScores && reply.Version > 2)
        {
            reply.Array(2);
        }

        reply.Bulk(member);
        if (withScores)
        {
            reply.Double(score);
        }
    }
}
