using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Tests.Protocol.Memcache;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>
/// Every conversation of the tables, asked turn by turn, and then replayed in every way in which its bytes may arrive and its replies may
/// be taken away: the bytes answered are the same.
/// </summary>
public sealed class RespConversationTests
{
    /// <summary>Streams up to this long are cut at every place; of longer ones only the places near their ends.</summary>
    private const int CutEverywhereBytesMax = 3000;

    private const int CutNearEndsBytes = 40;

    private const int TinyWatermark = 1;

    public static TheoryData<string> Names => [.. RespConversations.All.Select(conversation => conversation.Name)];

    [Fact]
    public void Every_conversation_has_its_own_name() =>
        Assert.Equal(RespConversations.All.Count, RespConversations.All.Select(conversation => conversation.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Asked_turn_by_turn_it_gets_its_replies(string name) => Ask(RespConversations.Named(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Fed_byte_by_byte_it_gets_the_same_replies(string name)
    {
        RespConversation conversation = RespConversations.Named(name);
        List<Burst> bursts = Ask(conversation);
        foreach (int watermark in new[] { TinyWatermark, RespConversations.HighWatermark })
        {
            TextHarness harness = RespConversations.NewHarness(conversation, watermark);
            foreach (Burst burst in bursts)
            {
                harness.Now = harness.Now.PlusMilliseconds(burst.MillisecondsBefore);
                StringBuilder replies = new();
                foreach (char one in burst.Requests)
                {
                    replies.Append(harness.Send(one.ToString()));
                }

                Assert.Equal(burst.Replies, replies.ToString());
            }

            Assert.Equal(conversation.Closes, harness.Closed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_and_cut_anywhere_it_gets_the_same_replies(string name)
    {
        RespConversation conversation = RespConversations.Named(name);
        List<Burst> bursts = Ask(conversation);
        for (int cut = 0; cut <= bursts.Max(burst => burst.Requests.Length); cut++)
        {
            if (!bursts.Exists(burst => IsWorthCutting(burst, cut)))
            {
                continue;
            }

            TextHarness harness = RespConversations.NewHarness(conversation, RespConversations.HighWatermark);
            foreach (Burst burst in bursts)
            {
                int at = Math.Min(cut, burst.Requests.Length);
                harness.Now = harness.Now.PlusMilliseconds(burst.MillisecondsBefore);
                string replies = harness.Send(burst.Requests[..at]) + harness.Send(burst.Requests[at..]);
                Assert.True(burst.Replies == replies, $"cut at {cut}: expected {Show(burst.Replies)}, was {Show(replies)}");
            }

            Assert.Equal(conversation.Closes, harness.Closed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_into_an_output_that_is_always_full_it_gets_the_same_replies(string name)
    {
        RespConversation conversation = RespConversations.Named(name);
        List<Burst> bursts = Ask(conversation);
        foreach (int watermark in new[] { TinyWatermark, 7, 64 })
        {
            TextHarness harness = RespConversations.NewHarness(conversation, watermark);
            foreach (Burst burst in bursts)
            {
                harness.Now = harness.Now.PlusMilliseconds(burst.MillisecondsBefore);
                Assert.Equal(burst.Replies, harness.Send(burst.Requests));
            }

            Assert.Equal(conversation.Closes, harness.Closed);
        }
    }

    /// <summary>Have the conversation turn by turn, and return it as the bursts that lie between two waits.</summary>
    private static List<Burst> Ask(RespConversation conversation)
    {
        TextHarness harness = RespConversations.NewHarness(conversation, RespConversations.HighWatermark);
        Dictionary<string, string> learnt = [];
        List<Burst> bursts = [];
        foreach (RespTurn turn in conversation.Turns)
        {
            string request = Conversation.Resolve(turn.Request, learnt);
            harness.Now = harness.Now.PlusMilliseconds(turn.MillisecondsBefore);
            string reply = harness.Send(request);
            Assert.True(
                Conversation.Matches(turn.Reply, reply, learnt),
                $"{conversation.Name}: to {Show(request)} expected {Show(turn.Reply)}, was {Show(reply)}");
            if (bursts.Count == 0 || turn.MillisecondsBefore > 0)
            {
                bursts.Add(new Burst(string.Empty, string.Empty, turn.MillisecondsBefore));
            }

            bursts[^1] = bursts[^1] with { Requests = bursts[^1].Requests + request, Replies = bursts[^1].Replies + reply };
        }

        Assert.Equal(conversation.Closes, harness.Closed);
        Assert.True(harness.Closed || harness.PendingBytes == 0, "bytes of the conversation were not used up");
        return bursts;
    }

    private static bool IsWorthCutting(Burst burst, int cut) =>
        burst.Requests.Length <= CutEverywhereBytesMax
            ? cut <= burst.Requests.Length
            : cut < CutNearEndsBytes || (cut <= burst.Requests.Length && cut > burst.Requests.Length - CutNearEndsBytes);

    private static string Show(string text)
    {
        string shown = text.Length > 600 ? $"{text[..600]}… ({text.Length} bytes)" : text;
        return shown.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    private sealed record Burst(string Requests, string Replies, int MillisecondsBefore);
}
