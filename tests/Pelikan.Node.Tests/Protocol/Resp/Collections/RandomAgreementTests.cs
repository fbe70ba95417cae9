using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Node.Protocol;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>Random commands on lists and hashes of every size that matters, sent to this server and to a real Redis: they answer alike.</summary>
public sealed class RandomAgreementTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
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
            harness.Ask("HELLO", "3");
        }

        return string.Concat(batch.Select(asked => harness.Ask(asked.Words)));
    }

    private string AskThere(List<(string[] Words, int Group)> batch, int version)
    {
        using RedisPeer peer = new(redis, version);
        return string.Concat(batch.Chunk(10).Select(some => peer.Send(string.Concat(some.Select(asked => RespConversation.Encode(asked.Words))))));
    }
}
