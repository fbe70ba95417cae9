using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>Every conversation of the tables, in every way in which it may be had.</summary>
public sealed class BinaryConversationTests
{
    public static TheoryData<string> Names => [.. BinaryConversations.All.Select(conversation => conversation.Name)];

    [Fact]
    public void Every_conversation_has_its_own_name() =>
        Assert.Equal(BinaryConversations.All.Count, BinaryConversations.All.Select(conversation => conversation.Name).Distinct().Count());

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
        BinaryConversation conversation = BinaryConversations.Named(name);
        ConversationReplay replay = new(Conversations.NewHarness);
        Dictionary<char, string> learnt = [];
        foreach (Turn turn in conversation.Turns)
        {
            string reply = replay.Ask(Encoding.Latin1.GetString(Wire.Resolve(turn.Request, learnt)), turn.SecondsBefore * 1000L);
            Assert.True(
                Wire.Matches(turn.Reply, Encoding.Latin1.GetBytes(reply), learnt),
                $"to {Wire.Show(turn.Request)} expected {Wire.Show(turn.Reply)}, was {Wire.Show(reply)}");
        }

        return replay.End(conversation.Closes);
    }
}
