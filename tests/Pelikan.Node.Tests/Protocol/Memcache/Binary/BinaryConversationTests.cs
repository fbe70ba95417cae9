using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>
/// Every conversation of the tables, asked turn by turn, and then replayed in every way in which its bytes may arrive and its replies may
/// be taken away: the bytes answered are the same.
/// </summary>
public sealed class BinaryConversationTests
{
    /// <summary>Streams up to this long are cut at every place; of longer ones only the places near their ends.</summary>
    private const int CutEverywhereBytesMax = 1500;

    private const int CutNearEndsBytes = 60;

    public static TheoryData<string> Names => [.. BinaryConversations.All.Select(conversation => conversation.Name)];

    [Fact]
    public void Every_conversation_has_its_own_name() =>
        Assert.Equal(BinaryConversations.All.Count, BinaryConversations.All.Select(conversation => conversation.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Asked_turn_by_turn_it_gets_its_replies(string name) => Ask(BinaryConversations.Named(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Fed_byte_by_byte_it_gets_the_same_replies(string name)
    {
        foreach (int watermark in new[] { 1, Conversations.HighWatermark })
        {
            Replay(name, BinaryConversations.NewHarness(watermark), (harness, bytes) =>
            {
                List<byte> replies = [];
                foreach (byte one in bytes)
                {
                    replies.AddRange(harness.Send([one]));
                }

                return [.. replies];
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_and_cut_anywhere_it_gets_the_same_replies(string name)
    {
        int longest = Ask(BinaryConversations.Named(name)).Max(burst => burst.Requests.Count);
        for (int cut = 0; cut <= longest; cut++)
        {
            if (longest > CutEverywhereBytesMax && cut == CutNearEndsBytes)
            {
                cut = longest - CutNearEndsBytes;
            }

            Replay(name, BinaryConversations.NewHarness(), (harness, bytes) =>
            {
                int at = Math.Min(cut, bytes.Length);
                return [.. harness.Send(bytes.AsSpan(0, at)), .. harness.Send(bytes.AsSpan(at))];
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pipelined_into_an_output_that_is_always_full_it_gets_the_same_replies(string name)
    {
        foreach (int watermark in new[] { 1, 7, 64 })
        {
            Replay(name, BinaryConversations.NewHarness(watermark), (harness, bytes) => harness.Send(bytes));
        }
    }

    private static void Replay(string name, TextHarness harness, Func<TextHarness, byte[], byte[]> send)
    {
        BinaryConversation conversation = BinaryConversations.Named(name);
        foreach (Burst burst in Ask(conversation))
        {
            harness.Now = harness.Now.PlusSeconds(burst.SecondsBefore);
            Assert.Equal(burst.Replies, send(harness, [.. burst.Requests]));
        }

        Assert.Equal(conversation.Closes, harness.Closed);
    }

    /// <summary>Have the conversation turn by turn, and return it as the bursts that lie between two waits.</summary>
    private static List<Burst> Ask(BinaryConversation conversation)
    {
        TextHarness harness = BinaryConversations.NewHarness();
        Dictionary<char, string> learnt = [];
        List<Burst> bursts = [];
        foreach (Turn turn in conversation.Turns)
        {
            byte[] request = Wire.Resolve(turn.Request, learnt);
            harness.Now = harness.Now.PlusSeconds(turn.SecondsBefore);
            byte[] reply = harness.Send(request);
            Assert.True(
                Wire.Matches(turn.Reply, reply, learnt),
                $"{conversation.Name}: to {Wire.Show(turn.Request)} expected {Wire.Show(turn.Reply)}, was {Wire.Show(Encoding.Latin1.GetString(reply))}");
            if (bursts.Count == 0 || turn.SecondsBefore > 0)
            {
                bursts.Add(new Burst([], [], turn.SecondsBefore));
            }

            bursts[^1].Requests.AddRange(request);
            bursts[^1].Replies.AddRange(reply);
        }

        Assert.Equal(conversation.Closes, harness.Closed);
        Assert.True(harness.Closed || harness.PendingBytes == 0, "bytes of the conversation were not used up");
        return bursts;
    }

    private sealed record Burst(List<byte> Requests, List<byte> Replies, int SecondsBefore);
}
