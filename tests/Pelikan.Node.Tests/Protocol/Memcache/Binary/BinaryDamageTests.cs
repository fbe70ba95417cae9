using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>
/// Whatever a client sends, the replies are whole replies of this protocol. Streams are requests of the tables, damaged and cut into any
/// reads.
/// </summary>
public sealed class BinaryDamageTests
{
    private const int HeaderLength = 24;

    private static readonly string[] Requests =
    [
        .. BinaryConversations.All.SelectMany(conversation => conversation.Turns)
            .Select(turn => turn.Request).Where(request => request[0] == '\u0080')
            .Select(request => Encoding.Latin1.GetString(Wire.Resolve(request, Enumerable.Range(0, 8).ToDictionary(i => (char)(Wire.FirstId + i), i => Wire.Number(i + 1, 8))))),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Replies_do_not_depend_on_how_bytes_arrive_and_leave(int seed) =>
        new DamagedStreams(Requests, AnyByte, undamaged: 1).Send(seed, (replies, where) => AssertReplies(Encoding.Latin1.GetBytes(replies), where));

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Headers_of_any_bytes_are_survived(int seed)
    {
        Random random = new(seed);
        byte[] input = new byte[400];
        int closed = 0;
        for (int stream = 0; stream < 5_000; stream++)
        {
            random.NextBytes(input);
            input[0] = 0x80;
            input[1] = (byte)random.Next(0x28);
            BinaryPrimitives.WriteUInt16BigEndian(input.AsSpan(2), (ushort)random.Next(stream % 2 == 0 ? 6 : 300));
            input[4] = (byte)new[] { 0, 4, 8, 20, 255 }[random.Next(5)];
            BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(8), (uint)random.Next(stream % 3 == 0 ? 40 : 2_000));
            TextHarness harness = Conversations.NewHarness();
            AssertReplies(harness.Send(input), $"seed {seed}, stream {stream}");
            closed += harness.Closed ? 1 : 0;
        }

        Assert.InRange(closed, 500, 4_999);
    }

    /// <summary>A reply that is cut short, or no reply at all, leaves a client that waits for ever.</summary>
    private static void AssertReplies(ReadOnlySpan<byte> replies, string where)
    {
        while (!replies.IsEmpty)
        {
            Assert.True(replies.Length >= HeaderLength && replies[0] == 0x81, where);
            uint body = BinaryPrimitives.ReadUInt32BigEndian(replies[8..]);
            Assert.True(replies[4] + BinaryPrimitives.ReadUInt16BigEndian(replies[2..]) <= body, where);
            Assert.True(replies.Length >= HeaderLength + body, where);
            replies = replies[(HeaderLength + (int)body)..];
        }
    }

    // The first byte of a stream decides the protocol, so it stays; small numbers are what most fields want.
    private static char AnyByte(Random random) => (char)random.Next(random.Next(2) == 0 ? 6 : 256);
}
