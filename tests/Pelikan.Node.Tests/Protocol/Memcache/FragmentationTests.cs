using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>
/// Whatever a client sends, the replies depend on its bytes alone: not on how they are cut into reads, nor on when the
/// replies are taken away. Streams are requests of the tables, put together and damaged from a seed.
/// </summary>
public sealed class FragmentationTests
{
    private const int StreamsPerSeed = 300;
    private const int RequestsPerStreamMax = 12;
    private const int DamagesPerStreamMax = 4;
    private const int ChunkBytesMax = 40;

    // The bytes that mean something to the protocol, and some that do not.
    private const string Alphabet = " \r\n0129-gk\0\u00ff";

    private static readonly string[] Requests =
        [.. Conversations.All.SelectMany(conversation => conversation.Turns).Select(turn => Conversation.Resolve(turn.Request, Ids)).Distinct()];

    private static Dictionary<string, string> Ids =>
        new[] { "id", "first", "second" }.ToDictionary(name => name, _ => "1");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Replies_do_not_depend_on_how_bytes_arrive_and_leave(int seed)
    {
        Random random = new(seed);
        for (int stream = 0; stream < StreamsPerSeed; stream++)
        {
            string input = Damage(Compose(random), random);
            TextHarness whole = NewHarness(Conversations.HighWatermark);
            string expected = whole.Send(input);

            TextHarness parted = NewHarness(random.Next(1, 200));
            string replies = SendInChunks(parted, input, random);
            Assert.True(expected == replies, $"seed {seed}, stream {stream}: {input}");
            Assert.Equal(whole.Closed, parted.Closed);
            Assert.True(whole.Closed || whole.PendingBytes == parted.PendingBytes, $"seed {seed}, stream {stream}: {input}");
        }
    }

    [Fact]
    public void Bytes_searched_in_vain_are_not_searched_again()
    {
        TextHarness harness = NewHarness(Conversations.HighWatermark);
        harness.Send("get aaaa");
        Assert.Equal(8, harness.Session.Argument);
        harness.Send("bbbb");
        Assert.Equal(12, harness.Session.Argument);
        Assert.Equal("END\r\n", harness.Send("\r\n"));
        Assert.Equal(0, harness.Session.Argument);
        Assert.Equal(0, harness.Session.Phase);
    }

    private static string Compose(Random random)
    {
        StringBuilder stream = new();
        int requests = random.Next(1, RequestsPerStreamMax);
        for (int i = 0; i < requests; i++)
        {
            stream.Append(Requests[random.Next(Requests.Length)]);
        }

        return stream.ToString();
    }

    private static string Damage(string stream, Random random)
    {
        StringBuilder damaged = new(stream);
        int damages = random.Next(DamagesPerStreamMax);
        for (int i = 0; i < damages && damaged.Length > 0; i++)
        {
            int at = random.Next(damaged.Length);
            char letter = Alphabet[random.Next(Alphabet.Length)];
            switch (random.Next(3))
            {
                case 0:
                    damaged[at] = letter;
                    break;

                case 1:
                    damaged.Insert(at, letter);
                    break;

                default:
                    damaged.Remove(at, Math.Min(random.Next(1, 8), damaged.Length - at));
                    break;
            }
        }

        return damaged.ToString();
    }

    private static string SendInChunks(TextHarness harness, string input, Random random)
    {
        StringBuilder replies = new();
        for (int at = 0; at < input.Length && !harness.Closed;)
        {
            int length = Math.Min(random.Next(1, ChunkBytesMax), input.Length - at);
            replies.Append(harness.Send(input.Substring(at, length)));
            at += length;
        }

        return replies.ToString();
    }

    private static TextHarness NewHarness(int highWatermark)
    {
        TextHarness harness = new(Conversations.Limits, highWatermark);
        Conversations.Prepare(harness);
        return harness;
    }
}
