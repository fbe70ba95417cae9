using System;
using System.Linq;
using System.Text;
using Xunit;

using static Pelikan.Node.Tests.Protocol.ConversationReplay;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Requests put together and damaged from a seed. Whatever they are, the replies depend on the bytes alone: not on how they are cut into reads, nor on when the replies are taken away.</summary>
/// <param name="requests">What streams are made of, in text of one byte a character.</param>
/// <param name="anyByte">A byte to damage them with.</param>
/// <param name="undamaged">So many bytes at the beginning stay as they are.</param>
internal sealed class DamagedStreams(string[] requests, Func<Random, char> anyByte, int undamaged)
{
    private const int StreamsPerSeed = 400;
    private const int RequestsPerStreamMax = 12;
    private const int DamagesPerStreamMax = 4;
    private const int ChunkBytesMax = 40;

    /// <summary>Send every stream of a seed whole to one server, and in pieces to another.</summary>
    /// <param name="check">What else is asked of the replies; given them, and where the stream is found.</param>
    public void Send(int seed, Action<string, string> check)
    {
        Random random = new(seed);
        for (int stream = 0; stream < StreamsPerSeed; stream++)
        {
            string input = Damage(random);
            string where = $"seed {seed}, stream {stream}: {Show(input)}";
            TextHarness whole = Conversations.NewHarness();
            string expected = whole.Send(input);
            check(expected, where);

            TextHarness parted = Conversations.NewHarness(random.Next(1, 200));
            Assert.True(expected == SendInChunks(parted, input, random), where);
            Assert.Equal(whole.Closed, parted.Closed);
            Assert.True(whole.Closed || whole.PendingBytes == parted.PendingBytes, where);
        }
    }

    private string Damage(Random random)
    {
        StringBuilder stream = new();
        stream.AppendJoin(string.Empty, Enumerable.Range(0, random.Next(1, RequestsPerStreamMax)).Select(_ => requests[random.Next(requests.Length)]));
        int damages = random.Next(DamagesPerStreamMax);
        for (int i = 0; i < damages && stream.Length > undamaged; i++)
        {
            int at = random.Next(undamaged, stream.Length);
            char letter = anyByte(random);
            switch (random.Next(3))
            {
                case 0:
                    stream[at] = letter;
                    break;

                case 1:
                    stream.Insert(at, letter);
                    break;

                default:
                    stream.Remove(at, Math.Min(random.Next(1, 8), stream.Length - at));
                    break;
            }
        }

        return stream.ToString();
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
}
