using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>
/// Whatever a client sends, the replies depend on its bytes alone, and are whole replies of this protocol. Streams are requests of the
/// tables, put together and damaged from a seed.
/// </summary>
public sealed class BinaryDamageTests
{
    private const int StreamsPerSeed = 400;
    private const int RequestsPerStreamMax = 12;
    private const int DamagesPerStreamMax = 4;
    private const int ChunkBytesMax = 60;
    private const int HeaderLength = 24;

    private static readonly byte[][] Requests =
    [
        .. BinaryConversations.All.SelectMany(conversation => conversation.Turns)
            .Select(turn => turn.Request).Where(request => request[0] == '\u0080')
            .Select(request => Wire.Resolve(request, Enumerable.Range(0, 8).ToDictionary(i => (char)(Wire.FirstId + i), i => Wire.Number(i + 1, 8)))),
    ];

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
            byte[] input = Damage(Compose(random), random);
            TextHarness whole = BinaryConversations.NewHarness();
            byte[] expected = whole.Send(input);
            AssertReplies(expected, $"seed {seed}, stream {stream}");

            TextHarness parted = BinaryConversations.NewHarness(random.Next(1, 200));
            byte[] replies = SendInChunks(parted, input, random);
            Assert.True(expected.AsSpan().SequenceEqual(replies), $"seed {seed}, stream {stream}");
            Assert.Equal(whole.Closed, parted.Closed);
            Assert.True(whole.Closed || whole.PendingBytes == parted.PendingBytes, $"seed {seed}, stream {stream}");
        }
    }

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
            TextHarness harness = BinaryConversations.NewHarness();
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

    private static byte[] Compose(Random random)
    {
        List<byte> stream = [];
        int requests = random.Next(1, RequestsPerStreamMax);
        for (int i = 0; i < requests; i++)
        {
            stream.AddRange(Requests[random.Next(Requests.Length)]);
        }

        return [.. stream];
    }

    private static byte[] Damage(byte[] stream, Random random)
    {
        List<byte> damaged = [.. stream];
        int damages = random.Next(DamagesPerStreamMax);
        for (int i = 0; i < damages && damaged.Count > 1; i++)
        {
            // The first byte decides the protocol, so it stays.
            int at = random.Next(1, damaged.Count);
            byte value = (byte)random.Next(random.Next(2) == 0 ? 6 : 256);
            switch (random.Next(3))
            {
                case 0:
                    damaged[at] = value;
                    break;

                case 1:
                    damaged.Insert(at, value);
                    break;

                default:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 8), damaged.Count - at));
                    break;
            }
        }

        return [.. damaged];
    }

    private static byte[] SendInChunks(TextHarness harness, byte[] input, Random random)
    {
        List<byte> replies = [];
        for (int at = 0; at < input.Length && !harness.Closed;)
        {
            int length = Math.Min(random.Next(1, ChunkBytesMax), input.Length - at);
            replies.AddRange(harness.Send(input.AsSpan(at, length)));
            at += length;
        }

        return [.. replies];
    }
}
