using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>
/// Every conversation of the tables, asked turn by turn, and then replayed in every way in which its bytes may arrive
/// and its replies may be taken away: the bytes answered are the same.
/// </summary>
public sealed class ConversationTests
{
    /// <summary>Streams up to this long are cut at every place; of longer ones only the places near a turn's ends.</summary>
    private const int CutEverywhereBytesMax = 3000;

    private const int CutNearEndsBytes = 40;

    private const int TinyWatermark = 1;

    public static TheoryData<string> Names => [.. Conversations.All.Select(conversation => conversation.Name)];

    [Fact]
    public void Every_conversation_has_its_own_name() =>
        Assert.Equal(Conversations.All.Count, Conversations.All.Select(conversation => conversation.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Asked_turn_by_turn_it_gets_its_replies(string name)
    {
        Conversation conversation = Conversations.Named(name);
        Ask(conversation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fed_byte_by_byte_it_gets_the_same_replies(string name)
    {
        Conversation conversation = Conversations.Named(name);
        foreach (int watermark in new[] { TinyWatermark, Conversations.HighWatermark })
        {
            TextHarness harness = NewHarness(watermark);
            foreach (Burst burst in Ask(conversation))
            {
                harness.Now = harness.Now.PlusSeconds(burst.SecondsBefore);
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
        Conversation conversation = Conversations.Named(name);
        List<Burst> bursts = Ask(conversation);
        for (int cut = 0; cut <= bursts.Max(burst => burst.Requests.Length); cut++)
        {
            if (!bursts.Exists(burst => IsWorthCutting(burst, cut)))
            {
                continue;
            }

            TextHarness harness = NewHarness(Conversations.HighWatermark);
            foreach (Burst burst in bursts)
            {
                int at = Math.Min(cut, burst.Requests.Length);
                harness.Now = harness.Now.PlusSeconds(burst.SecondsBefore);
                string replies = harness.Send(burst.Requests[..at]) + harness.Send(burst.Requests[at..]);
                Assert.True(burst.Replies == replies, $"cut at {cut}: expected {burst.Replies}, was {replies}");
            }

            Assert.Equal(conversation.Closes, harness.Closed);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_into_an_output_that_is_always_full_it_gets_the_same_replies(string name)
    {
        Conversation conversation = Conversations.Named(name);
        foreach (int watermark in new[] { TinyWatermark, 7, 64 })
        {
            TextHarness harness = NewHarness(watermark);
            foreach (Burst burst in Ask(conversation))
            {
                harness.Now = harness.Now.PlusSeconds(burst.SecondsBefore);
                Assert.Equal(burst.Replies, harness.Send(burst.Requests));
            }

            Assert.Equal(conversation.Closes, harness.Closed);
        }
    }

    /// <summary>Have the conversation turn by turn, and return it as the bursts that lie between two waits.</summary>
    private static List<Burst> Ask(Conversation conversation)
    {
        TextHarness harness = NewHarness(Conversations.HighWatermark);
        Dictionary<string, string> learnt = [];
        List<Burst> bursts = [];
        foreach (Turn turn in conversation.Turns)
        {
            string request = Conversation.Resolve(turn.Request, learnt);
            harness.Now = harness.Now.PlusSeconds(turn.SecondsBefore);
            string reply = harness.Send(request);
            Assert.True(
                Conversation.Matches(turn.Reply, reply, learnt),
                $"{conversation.Name}: to {Show(request)} expected {Show(turn.Reply)}, was {Show(reply)}");
            if (bursts.Count == 0 || turn.SecondsBefore > 0)
            {
                bursts.Add(new Burst(string.Empty, string.Empty, turn.SecondsBefore));
            }

            bursts[^1] = bursts[^1] with { Requests = bursts[^1].Requests + request, Replies = bursts[^1].Replies + reply };
        }

        Assert.Equal(conversation.Closes, harness.Closed);
        Assert.True(harness.Closed || harness.PendingBytes == conversation.BytesLeft, "bytes of the conversation were not used up");
        return bursts;
    }

    private static bool IsWorthCutting(Burst burst, int cut) =>
        burst.Requests.Length <= CutEverywhereBytesMax
            ? cut <= burst.Requests.Length
            : cut < CutNearEndsBytes || (cut <= burst.Requests.Length && cut > burst.Requests.Length - CutNearEndsBytes);

    private static TextHarness NewHarness(int highWatermark)
    {
        TextHarness harness = new(Conversations.Limits, highWatermark);
        Conversations.Prepare(harness);
        return harness;
    }

    private static string Show(string text)
    {
        string shown = text.Length > 300 ? $"{text[..300]}… ({text.Length} bytes)" : text;
        return shown.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }

    private sealed record Burst(string Requests, string Replies, int SecondsBefore);
}
