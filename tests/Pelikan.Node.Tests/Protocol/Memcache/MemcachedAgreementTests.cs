using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>The conversations whose outcome is the same in every version are had with a real memcached: the tables say what memcached does, not what we think it does.</summary>
public sealed class MemcachedAgreementTests(MemcachedFixture memcached) : IClassFixture<MemcachedFixture>
{
    public static TheoryData<string> Names =>
        [.. Conversations.All.Where(conversation => conversation.OnlyHere is null && !conversation.NeedsTime).Select(conversation => conversation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Memcached_has_the_same_conversation(string name)
    {
        Conversation conversation = Conversations.Named(name);
        using OriginalSession session = new(memcached);
        Dictionary<string, string> learnt = [];
        Ask(session, "flush_all\r\n", "OK\r\n", learnt);
        foreach (Turn turn in conversation.Turns)
        {
            Ask(session, Conversation.Resolve(turn.Request, learnt), turn.Reply, learnt);
        }

        if (conversation.Closes)
        {
            session.AssertClosed();
        }
        else
        {
            // The answer to a no-op comes next, so nothing was said that the table does not have.
            Ask(session, "mn\r\n", "MN\r\n", learnt);
        }
    }

    [Fact]
    public void A_good_part_of_the_conversations_is_compared() =>
        Assert.True(Names.Count >= 50, $"only {Names.Count} of {Conversations.All.Count} conversations are compared with memcached");

    private static void Ask(OriginalSession session, string request, string expected, Dictionary<string, string> learnt) =>
        session.Ask(request, expected, reply => Conversation.Matches(expected, reply, learnt));
}
