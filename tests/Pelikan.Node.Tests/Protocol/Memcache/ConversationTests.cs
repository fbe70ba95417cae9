using System.Collections.Generic;
using System.Linq;
using Xunit;

using static Pelikan.Node.Tests.Protocol.ConversationReplay;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Every conversation of the tables, in every way in which it may be had.</summary>
public sealed class ConversationTests
{
    public static TheoryData<string> Names => [.. Conversations.All.Select(conversation => conversation.Name)];

    [Fact]
    public void Every_conversation_has_its_own_name() =>
        Assert.Equal(Conversations.All.Count, Conversations.All.Select(conversation => conversation.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Asked_turn_by_turn_it_gets_its_replies(string name) => Have(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fed_byte_by_byte_it_gets_the_same_replies(string name) => Have(name).ByteByByte();

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_and_cut_anywhere_it_gets_the_same_replies(string name) => Have(name).CutAnywhere();

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_into_an_output_that_is_always_full_it_gets_the_same_replies(string name) => Have(name).IntoAFullOutput();

    private static ConversationReplay Have(string name)
    {
        Conversation conversation = Conversations.Named(name);
        ConversationReplay replay = new(Conversations.NewHarness);
        Dictionary<string, string> learnt = [];
        foreach (Turn turn in conversation.Turns)
        {
            string request = Conversation.Resolve(turn.Request, learnt);
            string reply = replay.Ask(request, turn.SecondsBefore * 1000L);
            Assert.True(Conversation.Matches(turn.Reply, reply, learnt), $"to {Show(request)} expected {Show(turn.Reply)}, was {Show(reply)}");
        }

        return replay.End(conversation.Closes, conversation.BytesLeft);
    }
}
