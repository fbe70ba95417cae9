using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Memcache.Binary;
using Pelikan.Storage;
using Xunit;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

/// <summary>What does not fit in a conversation: depth, limits, storage that refuses, collections, and what is counted.</summary>
public sealed class MemcacheBinaryTests
{
    private const uint BodyBytesMax = 1024 * 1024 * 1024;

    [Fact]
    public void A_pipeline_of_a_thousand_is_answered_in_order()
    {
        TextHarness harness = new(highWatermark: 4096);
        StringBuilder requests = new();
        for (int i = 0; i < 1000; i++)
        {
            requests.Append(Request(0x11, $"k{i}", Item((uint)i), $"v{i}")).Append(Request(0x0d, $"none{i}"));
        }

        requests.Append(Request(0x0a));
        Assert.Equal(Reply(0x0a), harness.Send(requests.ToString()));

        Dictionary<char, string> learnt = [];
        string gets = string.Concat(Enumerable.Range(0, 1000).Select(i => Request(0x0d, $"k{i}"))) + Request(0x0a);
        string hits = string.Concat(Enumerable.Range(0, 1000).Select(i => Reply(0x0d, key: $"k{i}", extras: Expiry((uint)i), value: $"v{i}", cas: Id(i))));
        Assert.True(Matches(hits + Reply(0x0a), harness.Send(Resolve(gets, learnt)), learnt));
        Assert.True(harness.Drains > 5);
        Assert.Equal(0, harness.PendingBytes);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x0f)]
    [InlineData(0x60)]
    public void A_body_of_a_gibibyte_is_thrown_away_as_it_comes(int opcode)
    {
        const int Chunk = 8 * 1024 * 1024;
        TextHarness harness = new();
        bool known = opcode != 0x60;
        int extras = opcode == 0x01 ? 8 : 0;
        string head = Header(opcode, known ? 1 : 0, extras, BodyBytesMax) + new string('\0', extras) + (known ? "k" : "");
        string refusal = Error(opcode, known ? 0x03 : 0x81);
        Assert.Equal(refusal, harness.Send(head[..^1]) + harness.Send(head[^1..]));

        byte[] chunk = new byte[Chunk];
        chunk.AsSpan().Fill(0x80);
        long left = BodyBytesMax - (known ? 1 + extras : 0);
        while (left > 0)
        {
            int length = (int)Math.Min(left, Chunk);
            Assert.Empty(harness.Send(chunk.AsSpan(0, length)));
            Assert.Equal(0, harness.PendingBytes);
            left -= length;
            Assert.Equal(left, harness.Session.SkipBytes);
        }

        Assert.Equal(Reply(0x0a), harness.Send(Request(0x0a)));
    }

    [Fact]
    public void A_value_within_the_limit_is_waited_for()
    {
        TextHarness harness = new(Conversations.Limits);
        Assert.Equal("", harness.Send(Header(0x01, 1, 8, 1009) + Item() + "a" + new string('v', 999)));
        Assert.Equal(0, harness.Session.SkipBytes);
        Dictionary<char, string> learnt = [];
        Assert.True(Matches(Reply(0x01, cas: Id(0)), harness.Send("v"u8), learnt));
    }

    [Fact]
    public void Storage_that_is_out_of_space_says_so_and_a_set_ends_the_old_value()
    {
        TextHarness harness = new();
        harness.Send(Request(0x11, "a", Item(), "1") + Request(0x11, "b", Item(), "1") + Request(0x11, "c", Item(), "1"));
        harness.Model.OutOfSpace = true;
        Assert.Equal(Error(0x01, 0x82), harness.Send(Request(0x01, "a", Item(), "2")));
        Assert.Equal(Error(0x11, 0x82), harness.Send(Request(0x11, "b", Item(), "2")));
        Assert.Equal(Error(0x03, 0x82), harness.Send(Request(0x03, "c", Item(), "2")));
        Assert.Equal(Error(0x02, 0x82), harness.Send(Request(0x02, "d", Item(), "2")));
        Assert.Equal(Error(0x0e, 0x05), harness.Send(Request(0x0e, "c", value: "2")));
        Assert.Equal(Error(0x19, 0x05), harness.Send(Request(0x19, "c", value: "2")));
        Assert.Equal(Error(0x05, 0x82), harness.Send(Request(0x05, "c", Count(1, 0, 0))));
        Assert.Equal(Error(0x15, 0x82), harness.Send(Request(0x15, "e", Count(1, 0, 0))));
        Assert.Equal(Error(0x1c, 0x82), harness.Send(Request(0x1c, "c", Expiry(5))));
        Assert.Equal(Error(0x24, 0x82), harness.Send(Request(0x24, "c", Expiry(5))));
        Assert.Equal(Error(0x00, 0x01) + Error(0x00, 0x01), harness.Send(Request(0x00, "a") + Request(0x00, "b")));
        Assert.Equal(8, harness.Count(MemcacheMetric.StoreNoSpace));
    }

    [Fact]
    public void A_value_that_storage_finds_too_large_is_refused()
    {
        TextHarness harness = new();
        harness.Send(Request(0x11, "a", Item(), "1"));
        harness.Model.ValueBytesMax = 2;
        Assert.Equal(Error(0x03, 0x03), harness.Send(Request(0x03, "a", Item(), "123")));
        Assert.Equal(Error(0x0e, 0x05), harness.Send(Request(0x0e, "a", value: "23")));
        harness.Model.ValueBytesMax = 0;
        Assert.Equal(Error(0x1c, 0x03), harness.Send(Request(0x1c, "a", Expiry(5))));
        Assert.Equal(Error(0x1e, 0x03), harness.Send(Request(0x1e, "a", Expiry(5))));
        harness.Model.ValueBytesMax = 2;
        Assert.Equal(Error(0x11, 0x03), harness.Send(Request(0x11, "a", Item(), "123")));
        Assert.Equal(Error(0x00, 0x01), harness.Send(Request(0x00, "a")));
    }

    [Fact]
    public void A_collection_is_a_miss_that_set_and_delete_take()
    {
        TextHarness harness = new();
        Dictionary<char, string> learnt = [];
        BecomeList(harness, "a");
        Assert.Equal(Error(0x00, 0x01), harness.Send(Request(0x00, "a")));
        Assert.Equal(Error(0x1d, 0x01), harness.Send(Request(0x1d, "a", Expiry(1))));
        Assert.Equal(Error(0x1c, 0x01), harness.Send(Request(0x1c, "a", Expiry(1))));
        Assert.Equal(Error(0x02, 0x02), harness.Send(Request(0x02, "a", Item(), "v")));
        Assert.Equal(Error(0x0e, 0x05), harness.Send(Request(0x0e, "a", value: "v")));
        Assert.Equal(Error(0x1a, 0x05), harness.Send(Request(0x1a, "a", value: "v")));
        Assert.Equal(Error(0x05, 0x01), harness.Send(Request(0x05, "a", Count(1, 0, uint.MaxValue))));
        Assert.Equal(Error(0x05, 0x05), harness.Send(Request(0x05, "a", Count(1, 0, 0))));
        Assert.Equal(Error(0x01, 0x01), harness.Send(Request(0x01, "a", Item(), "v", cas: Number(1, 8))));
        Assert.True(Matches(Reply(0x01, cas: Id(0)), harness.Send(Resolve(Request(0x01, "a", Item(), "v"), learnt)), learnt));
        Assert.True(Matches(Reply(0x00, extras: Expiry(0), value: "v", cas: Id(0)), harness.Send(Resolve(Request(0x00, "a"), learnt)), learnt));
        BecomeList(harness, "a");
        Assert.Equal(Reply(0x04), harness.Send(Request(0x04, "a")));
    }

    [Fact]
    public void Flush_that_is_not_allowed_is_refused_and_the_session_goes_on()
    {
        TextHarness harness = new();
        harness.Server.FlushAllowed = false;
        Assert.Equal(Error(0x08, 0x20) + Error(0x18, 0x20) + Reply(0x0a), harness.Send(Request(0x08) + Request(0x18) + Request(0x0a)));
        Assert.Equal(2, harness.Count(MemcacheMetric.FlushAllEx));
    }

    [Fact]
    public void Stat_reset_reaches_the_server()
    {
        TextHarness harness = new();
        harness.Send(Request(0x10, "reset"));
        Assert.Equal(1, harness.Server.Resets);
    }

    [Fact]
    public void Each_outcome_is_counted_once()
    {
        TextHarness harness = new(Conversations.Limits);
        harness.Send(
            Request(0x01, "a", Item(), "1") + Request(0x11, "a", Item(), "1") + Request(0x02, "a", Item(), "1") + Request(0x03, "z", Item(), "1")
            + Request(0x0e, "z", value: "1") + Request(0x01, "a", Item(), new string('v', 1001)) + Request(0x11, "a", Item(), "7"));
        Expect(harness, [4, 1, 3, 0], MemcacheMetric.Set);
        Expect(harness, [1, 0, 0, 1], MemcacheMetric.Add);
        Expect(harness, [1, 0, 0, 1], MemcacheMetric.Replace);
        Expect(harness, [1, 0, 0, 1], MemcacheMetric.Append);
        harness.Send(Request(0x01, "a", Item(), "1", cas: Number(77, 8)) + Request(0x11, "z", Item(), "1", cas: Number(77, 8)));
        Expect(harness, [2, 0, 0, 1, 1], MemcacheMetric.Cas);
        harness.Send(Request(0x00, "a") + Request(0x0d, "z") + Request(0x1d, "a", Expiry(0)) + Request(0x24, "z", Expiry(0)));
        Expect(harness, [2, 0, 2, 1, 1], MemcacheMetric.Get);
        Expect(harness, [2, 0, 2, 1, 1], MemcacheMetric.Gat);
        harness.Send(Request(0x1c, "a", Expiry(0)) + Request(0x1c, "z", Expiry(0)));
        Expect(harness, [2, 0, 1, 1], MemcacheMetric.Touch);
        harness.Send(Request(0x05, "a", Count(1, 0, 0)) + Request(0x15, "z", Count(1, 0, uint.MaxValue)) + Request(0x05, "a", Count(1, 0, 0), cas: Number(77, 8)));
        Expect(harness, [3, 1, 1, 1], MemcacheMetric.Incr);
        harness.Send(Request(0x04, "a", cas: Number(77, 8)) + Request(0x14, "a") + Request(0x04, "a"));
        Expect(harness, [3, 1, 1, 1], MemcacheMetric.Delete);
        harness.Send(Request(0x0a) + Request(0x60) + Request(0x20) + Request(0x0b) + Request(0x10) + Request(0x10, "none") + Request(0x08) + Request(0x00));
        Expect(harness, [1, 2, 1], MemcacheMetric.BinaryNoop);
        Expect(harness, [1, 0, 1], MemcacheMetric.FlushAll);
        Expect(harness, [2, 2], MemcacheMetric.Stats);
        Assert.True(harness.Closed);
    }

    [Fact]
    public void Keys_of_a_pipeline_are_loaded_ahead()
    {
        Assert.Equal("a bb ccc", KeysOf(Request(0x00, "a") + Request(0x01, "bb", Item(), "value") + Request(0x0a) + Request(0x05, "ccc", Count(1, 1, 1))));
        Assert.Equal("a b", KeysOf(Request(0x00, "a") + Request(0x00, "b") + Request(0x00, "c")[..^1]));
        Assert.Equal("a", KeysOf(Request(0x00, "a")));
        Assert.Equal("a", KeysOf(Request(0x00, "a") + Request(0x00, "b")[1..] + Request(0x00, "c")));
        Assert.Equal("", KeysOf(Header(0x00, 9, 0, 4) + "abcdefghi" + Request(0x00, "b")));
        Assert.Equal("a", KeysOf(Header(0x01, 1, 8, uint.MaxValue) + Item() + "a" + Request(0x00, "b")));
        string many = string.Concat(Enumerable.Repeat(Request(0x00, "k"), 100));
        Assert.Equal(IStore.PrefetchMax, KeysOf(many).Split(' ').Length);
    }

    private static string KeysOf(string input)
    {
        Range[] keys = new Range[IStore.PrefetchMax];
        int count = BinaryLookAhead.Find(Encoding.Latin1.GetBytes(input), keys);
        return string.Join(' ', keys.Take(count).Select(key => input[key]));
    }

    private static void BecomeList(TextHarness harness, string key)
    {
        ListUpdate update = default;
        harness.Model.Update(Encoding.ASCII.GetBytes(key), ref update, harness.Now, out _);
    }

    private static void Expect(TextHarness harness, long[] counts, MemcacheMetric from) =>
        Assert.Equal(counts, Enumerable.Range(0, counts.Length).Select(offset => harness.Count(from + offset)));

    private struct ListUpdate : IItemUpdate
    {
        public readonly UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            item = new NewItem(3, 0, Instant.Never) { Kind = ItemKind.List };
            return UpdateAction.Store;
        }

        public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => value.Clear();
    }
}
