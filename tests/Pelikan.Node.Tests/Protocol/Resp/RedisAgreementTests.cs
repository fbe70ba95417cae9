using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Tests.Protocol.Memcache;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>The conversations are had with a real Redis 7.0, but for those that say why it answers differently: the tables say what Redis does, not what we think it does.</summary>
public sealed class RedisAgreementTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    public static TheoryData<string> Names =>
        [.. RespConversations.All.Where(conversation => conversation.OnlyHere is null && !conversation.NeedsTime).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Redis_has_the_same_conversation(string name)
    {
        RespConversation conversation = RespConversations.Named(name);
        using OriginalSession session = new(redis);
        Dictionary<string, string> learnt = [];
        Ask(session, RespConversation.Encode("FLUSHALL"), "+OK\r\n", learnt);
        if (conversation.SpeaksVersion3)
        {
            string end = RespConversation.Bulk("here it ends");
            string hello = RespConversation.Encode("HELLO", "3") + RespConversation.Encode("ECHO", "here it ends");
            session.Ask(hello, "a map", reply => reply.EndsWith(end, StringComparison.Ordinal));
        }

        foreach (RespTurn turn in conversation.Turns)
        {
            Ask(session, Conversation.Resolve(turn.Request, learnt), turn.Reply, learnt);
        }

        if (conversation.Closes)
        {
            session.AssertClosed();
        }
        else
        {
            // The answer to this comes next, so nothing was said that the table does not have.
            Ask(session, RespConversation.Encode("ECHO", "last"), "$4\r\nlast\r\n", learnt);
        }
    }

    [Fact]
    public void A_good_part_of_the_conversations_is_compared() =>
        Assert.True(2 * Names.Count > RespConversations.All.Count, $"only {Names.Count} of {RespConversations.All.Count} conversations are compared with Redis");

    private static void Ask(OriginalSession session, string request, string expected, Dictionary<string, string> learnt) =>
        session.Ask(request, expected, reply => Conversation.Matches(expected, reply, learnt));
}
