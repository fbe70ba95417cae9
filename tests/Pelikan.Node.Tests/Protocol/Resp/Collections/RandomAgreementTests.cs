using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>Random commands on lists and hashes of every size that matters, sent to this server and to a real Redis: they answer alike.</summary>
public sealed class RandomAgreementTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int ReplyDeadlineMilliseconds = 20_000;
    private const string Last = "last of the batch";

    public static TheoryData<int, int> SizesAndVersions
    {
        get
        {
            TheoryData<int, int> data = [];
            foreach (int size in new[] { 0, 1, 63, 64, 65, 5000 })
            {
                data.Add(size, 2);
                data.Add(size, 3);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(SizesAndVersions))]
    public void Lists_AnswerAsRedisDoes(int size, int version) => Seeds.Each(1, 6, random =>
    {
        RandomCommands commands = new(random);
        List<(string[] Words, int Group)> batch = [];
        for (int at = 0; at < size; at += 50)
        {
            batch.Add((["RPUSH", "k0", .. Enumerable.Range(at, Math.Min(50, size - at)).Select(i => (i % 97).ToString(CultureInfo.InvariantCulture))], 0));
        }

        batch.Add((["HSET", "other", "f", "v"], 0));
        for (int i = 0; i < 300; i++)
        {
            batch.Add((commands.List(), 0));
        }

        for (int key = 0; key < 3; key++)
        {
            batch.Add((["LRANGE", $"k{key}", "0", "-1"], 0));
        }

        Compare(batch, version);
    });

    [Theory]
    [MemberData(nameof(SizesAndVersions))]
    public void Hashes_AnswerAsRedisDoes(int size, int version) => Seeds.Each(1, 6, random =>
    {
        RandomCommands commands = new(random);
        List<(string[] Words, int Group)> batch = [];
        for (int at = 0; at < size; at += 50)
        {
            batch.Add((["HSET", "k0", .. Enumerable.Range(at, Math.Min(50, size - at)).SelectMany(i => new[] { $"f{i}", "7" })], 0));
        }

        batch.Add((["RPUSH", "other", "a"], 0));
        for (int i = 0; i < 300; i++)
        {
            string[] words = commands.Hash(out int group);
            batch.Add((words, group));
        }

        for (int key = 0; key < 3; key++)
        {
            batch.Add((["HGETALL", $"k{key}"], 2));
        }

        Compare(batch, version);
    });

    private void Compare(List<(string[] Words, int Group)> batch, int version)
    {
        RespReply here = new(AskHere(batch, version));
        RespReply there = new(AskThere(batch, version));
        foreach ((string[] words, int group) in batch)
        {
            string expected = there.Next(group);
            string actual = here.Next(group);
            Assert.True(expected == actual, $"{string.Join(' ', words)}: Redis says {Short(expected)}, this server {Short(actual)}");
        }

        Assert.True(here.IsAtEnd, "this server says more than it was asked");
    }

    private static string Short(string text) => text.Length > 500 ? text[..500] : text;

    private static string AskHere(List<(string[] Words, int Group)> batch, int version)
    {
        TextHarness harness = new(new ProtocolLimits(), protocols: ProtocolSet.Resp);
        if (version == 3)
        {
            harness.Send(RespConversation.Encode("HELLO", "3"));
        }

        return string.Concat(batch.Select(asked => harness.Send(RespConversation.Encode(asked.Words))));
    }

    private string AskThere(List<(string[] Words, int Group)> batch, int version)
    {
        using Socket socket = redis.Connect();
        socket.ReceiveTimeout = ReplyDeadlineMilliseconds;
        Receive(socket, RespConversation.Encode("FLUSHALL"));
        if (version == 3)
        {
            Receive(socket, RespConversation.Encode("HELLO", "3"));
        }

        return string.Concat(batch.Chunk(10).Select(some => Receive(socket, string.Concat(some.Select(asked => RespConversation.Encode(asked.Words))))));
    }

    /// <summary>Send requests, and one more whose reply says that theirs are complete.</summary>
    private static string Receive(Socket socket, string requests)
    {
        socket.Send(Encoding.Latin1.GetBytes(requests + RespConversation.Encode("ECHO", Last)));
        string end = RespConversation.Bulk(Last);
        StringBuilder replies = new();
        byte[] buffer = new byte[64 * 1024];
        while (replies.Length < end.Length || replies.ToString(replies.Length - end.Length, end.Length) != end)
        {
            int received = socket.Receive(buffer);
            Assert.True(received > 0, "Redis closed");
            replies.Append(Encoding.Latin1.GetString(buffer, 0, received));
        }

        return replies.ToString(0, replies.Length - end.Length);
    }
}
