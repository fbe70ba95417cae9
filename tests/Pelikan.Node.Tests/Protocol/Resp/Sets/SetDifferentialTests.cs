using System;
using System.Collections.Generic;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>The same requests at random to this server and to a real Redis: what they say is the same, errors to the byte.</summary>
public sealed class SetDifferentialTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly string[] Keys = ["s0", "s1", "s2", "s3"];
    private static readonly string[] SortedKeys = ["z0", "z1", "z2", "z3", "l0", "l1"];

    [Theory]
    [InlineData(1, 2, 12, 6, 4000)]
    [InlineData(2, 3, 12, 6, 4000)]
    [InlineData(3, 2, 150, 60, 2500)]
    [InlineData(4, 3, 150, 60, 2500)]
    [InlineData(5, 2, 3000, 800, 400)]
    [InlineData(6, 3, 3000, 800, 400)]
    public void What_redis_says_is_said(int seed, int version, int members, int many, int requests)
    {
        SetRequests source = new(new Random(seed), members, many);
        using RedisPeer peer = new(redis, version);
        TextHarness harness = TextHarness.Resp();
        harness.Ask("HELLO", version == 3 ? "3" : "2");
        Assert.Equal(peer.Ask(["SET", "str", "x"]), harness.Ask("SET", "str", "x"));
        for (int asked = 0; asked < requests; asked++)
        {
            string[] words = source.Next();
            ReplyTree expected = ReplyTree.Parse(peer.Ask(words));
            ReplyTree reply = ReplyTree.Parse(harness.Ask(words));
            if (SetRequests.IsUnordered(words))
            {
                expected = expected.Sorted();
                reply = reply.Sorted();
            }

            Assert.True(expected.ToString() == reply.ToString(), $"request {asked}, {Shorten(string.Join(' ', words))}: expected {Shorten(expected.ToString())}, was {Shorten(reply.ToString())}");
        }

        AssertSameContents(peer, harness);
    }

    private static void AssertSameContents(RedisPeer peer, TextHarness harness)
    {
        int members = 0;
        foreach (string key in Keys)
        {
            ReplyTree expected = ReplyTree.Parse(peer.Ask(["SMEMBERS", key])).Sorted();
            Assert.Equal(expected.ToString(), ReplyTree.Parse(harness.Ask("SMEMBERS", key)).Sorted().ToString());
            members += expected.Items.Count;
        }

        foreach (string key in SortedKeys)
        {
            string[] words = ["ZRANGE", key, "0", "-1", "WITHSCORES"];
            ReplyTree expected = ReplyTree.Parse(peer.Ask(words));
            Assert.Equal(expected.ToString(), ReplyTree.Parse(harness.Ask(words)).ToString());
            members += expected.Items.Count;
        }

        Assert.True(members > 0, "nothing was left to compare");
    }

    private static string Shorten(string text) => text.Length > 500 ? text[..500] + "…" : text;
}
