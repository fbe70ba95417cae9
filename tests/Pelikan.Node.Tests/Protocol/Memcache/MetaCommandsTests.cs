using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Storage;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>What the meta commands do where memory fails, items are no strings, other threads interfere, and pipelines are long.</summary>
public sealed class MetaCommandsTests
{
    private const string NoSpace = "SERVER_ERROR out of memory\r\n";
    private const int PipelineLength = 1000;

    public static TheoryData<string> MetaConversations =>
    [
        .. MetaGetConversations.All
            .Concat(MetaSetConversations.All)
            .Concat(MetaKeyConversations.All)
            .Concat(MetaLineConversations.All)
            .Select(conversation => conversation.Name),
    ];

    [Theory]
    [MemberData(nameof(MetaConversations))]
    public void Decided_again_after_another_thread_came_first_it_gets_the_same_replies(string name)
    {
        ModelItem stale = Item("stale and no number", ItemMarks.Stale);
        ModelItem number = Item("41", ItemMarks.BinaryKey);
        ModelItem list = Item("a list", ItemMarks.None);
        list.Kind = ItemKind.List;
        foreach (ModelItem? seenFirst in new[] { null, stale, number, list })
        {
            TextHarness harness = Conversations.NewHarness();
            harness.Model.AsksTwice = true;
            harness.Model.SeenFirst = seenFirst;
            Dictionary<string, string> learnt = [];
            foreach (Turn turn in Conversations.Named(name).Turns)
            {
                harness.Now = harness.Now.PlusSeconds(turn.SecondsBefore);
                string reply = harness.Send(Conversation.Resolve(turn.Request, learnt));
                Assert.True(Conversation.Matches(turn.Reply, reply, learnt), $"{name}: to {turn.Request} expected {turn.Reply}, was {reply}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(64 * 1024)]
    public void A_thousand_pipelined_requests_are_answered_in_order(int highWatermark)
    {
        StringBuilder requests = new();
        StringBuilder replies = new();
        for (int i = 0; i < PipelineLength; i++)
        {
            requests.Append($"ms k{i} 4 q F{i}\r\n{i:d4}\r\nmg k{i} v f k O{i}\r\nmg none{i} v q\r\nma n v N0 q\r\n");
            replies.Append($"VA 4 f{i} kk{i} O{i}\r\n{i:d4}\r\n");
        }

        requests.Append("mg n v\r\nmn\r\n");
        replies.Append("VA 3\r\n999\r\nMN\r\n");
        Assert.Equal(replies.ToString(), new TextHarness(highWatermark: highWatermark).Send(requests.ToString()));

        TextHarness chunked = new(highWatermark: highWatermark);
        string all = string.Concat(requests.ToString().Chunk(97).Select(chunk => chunked.Send(new string(chunk))));
        Assert.Equal(replies.ToString(), all);
    }

    [Fact]
    public void Without_memory_mg_that_would_change_an_item_says_so_and_a_plain_one_goes_on()
    {
        TextHarness harness = new();
        harness.Send("ms k 1 T30\r\na\r\nms s 1\r\nb\r\nmd s I\r\n");
        harness.Model.OutOfSpace = true;
        Assert.Equal("VA 1 t30\r\na\r\n", harness.Send("mg k v t\r\n"));
        Assert.Equal(NoSpace, harness.Send("mg k v T90\r\n"));
        Assert.Equal(NoSpace, harness.Send("mg k v R90 q\r\n"));
        Assert.Equal(NoSpace, harness.Send("mg s v\r\n"));
        Assert.Equal(NoSpace, harness.Send("mg n N30\r\n"));
        Assert.Equal("EN\r\n", harness.Send("mg n\r\n"));
        harness.Model.OutOfSpace = false;
        Assert.Equal("VA 1 t30 W\r\na\r\n", harness.Send("mg k v t R90\r\n"));
        Assert.Equal("VA 1 X W\r\nb\r\n", harness.Send("mg s v\r\n"));
        Assert.Equal(4, harness.Count(MemcacheMetric.StoreNoSpace));
    }

    [Theory]
    [InlineData("ms k 2 q\r\nbb\r\n")]
    [InlineData("ms k 2 MR q\r\nbb\r\n")]
    public void Without_memory_ms_ends_the_old_value(string request)
    {
        TextHarness harness = new();
        harness.Send("ms k 1\r\na\r\n");
        harness.Model.OutOfSpace = true;
        Assert.Equal("SERVER_ERROR out of memory storing object\r\n", harness.Send(request));
        harness.Model.OutOfSpace = false;
        Assert.Equal("EN\r\n", harness.Send("mg k\r\n"));
    }

    [Fact]
    public void An_append_that_does_not_fit_is_not_stored()
    {
        TextHarness harness = new();
        harness.Send("ms k 5\r\naaaaa\r\n");
        harness.Model.ValueBytesMax = 6;
        Assert.Equal("NS s2 c0\r\n", harness.Send("ms k 2 MA s c q\r\nbb\r\n"));
        harness.Model.OutOfSpace = true;
        Assert.Equal("NS\r\n", harness.Send("ms k 1 MP\r\nb\r\n"));
        Assert.Equal("SERVER_ERROR out of memory storing object\r\n", harness.Send("ms n 1 MP N0\r\nb\r\n"));
        Assert.Equal("VA 5\r\naaaaa\r\n", harness.Send("mg k v\r\n"));
    }

    [Theory]
    [InlineData("md k I\r\n")]
    [InlineData("md k x q\r\n")]
    public void Without_memory_what_cannot_be_marked_goes(string request)
    {
        TextHarness harness = new();
        harness.Send("ms k 1\r\na\r\n");
        harness.Model.OutOfSpace = true;
        Assert.Equal(NoSpace, harness.Send(request));
        Assert.Equal("EN\r\n", harness.Send("mg k\r\n"));
    }

    [Theory]
    [InlineData("md k C{0} I\r\n")]
    [InlineData("md k C{0} x q\r\n")]
    public void What_cannot_be_marked_goes_only_if_it_is_still_the_one_meant(string request)
    {
        TextHarness harness = new();
        string reply = harness.Send("ms k 1 c\r\na\r\n");
        string id = reply["HD c".Length..^2];
        TextHarness other = new(model: harness.Model);
        harness.Model.OutOfSpace = true;
        harness.Model.AfterNoSpace = () =>
        {
            harness.Model.OutOfSpace = false;
            Assert.Equal("STORED\r\n", other.Send("set k 0 0 1\r\nb\r\n"));
        };
        Assert.Equal("EX\r\n", harness.Send(string.Format(System.Globalization.CultureInfo.InvariantCulture, request, id)));
        Assert.Equal("VA 1\r\nb\r\n", harness.Send("mg k v\r\n"));
    }

    [Fact]
    public void A_touch_whose_copy_does_not_fit_says_so()
    {
        TextHarness harness = new();
        harness.Send("ms k 5\r\naaaaa\r\n");
        harness.Model.ValueBytesMax = 4;
        Assert.Equal("SERVER_ERROR object too large for cache\r\n", harness.Send("mg k v T90\r\n"));
        Assert.Equal("VA 5\r\naaaaa\r\n", harness.Send("mg k v\r\n"));
        Assert.Equal(1, harness.Count(MemcacheMetric.ValueTooLarge));
        Assert.Equal(0, harness.Count(MemcacheMetric.StoreNoSpace));
    }

    [Fact]
    public void A_large_value_that_is_not_asked_for_takes_no_room_of_replies()
    {
        const int large = 100_000;
        TextHarness harness = new();
        harness.Send($"ms k {large}\r\n{new string('v', large)}\r\n");
        Assert.Equal($"HD s{large}\r\n", harness.Send("mg k s\r\n"));
        Assert.InRange(harness.OutputCapacity, 1, large - 1);
        harness.Send("mg k v\r\n");
        Assert.InRange(harness.OutputCapacity, large, int.MaxValue);
    }

    [Fact]
    public void Without_memory_ma_says_so()
    {
        TextHarness harness = new();
        harness.Send("ms k 1\r\n1\r\n");
        harness.Model.OutOfSpace = true;
        Assert.Equal(NoSpace, harness.Send("ma k q\r\n"));
        Assert.Equal("SERVER_ERROR Out of memory allocating new item\r\n", harness.Send("ma n N0 q\r\n"));
        Assert.Equal("NF\r\n", harness.Send("ma n\r\n"));
    }

    [Fact]
    public void A_collection_is_a_miss_to_what_reads_and_is_not_lost_by_it()
    {
        TextHarness harness = new();
        harness.Send("ms k 2\r\n10\r\n");
        Assert.True(harness.Model.TryGet("k"u8, harness.Now, out ModelItem? item));
        item.Kind = ItemKind.Set;
        foreach ((string request, string reply) in new[]
        {
            ("mg k v\r\n", "EN\r\n"), ("mg k N30\r\n", "EN\r\n"), ("mg k T30\r\n", "EN\r\n"), ("me k\r\n", "EN\r\n"), ("ma k\r\n", "NF\r\n"), ("ma k N0\r\n", "NF\r\n"),
            ("md k I\r\n", "NF\r\n"), ("md k x\r\n", "NF\r\n"), ("md k C0\r\n", "NF\r\n"), ("ms k 1 C0\r\na\r\n", "NF\r\n"), ("ms k 1 MA\r\na\r\n", "NS\r\n"),
            ("ms k 1 MP N0\r\na\r\n", "NS\r\n"), ("ms k 1 ME\r\na\r\n", "NS\r\n"),
        })
        {
            Assert.Equal(reply, harness.Send(request));
            Assert.True(harness.Model.TryGet("k"u8, harness.Now, out item) && item.Kind == ItemKind.Set, request);
        }

        Assert.Equal("HD\r\nVA 1\r\na\r\n", harness.Send("ms k 1\r\na\r\nmg k v\r\n"));
        item.Kind = ItemKind.Hash;
        Assert.Equal("HD\r\nEN\r\n", harness.Send("md k\r\nmg k\r\n"));
    }

    [Fact]
    public void What_a_meta_command_stores_remembers_its_reads()
    {
        TextHarness harness = new();
        harness.Send("ms a 1\r\n1\r\nms b 1\r\n1\r\nmd b I\r\nmg c N0\r\nma d N0\r\nset e 0 0 1\r\n1\r\nma e\r\nms f 1\r\n1\r\nmd f x\r\n");
        foreach (string key in new[] { "a", "b", "c", "d", "e", "f" })
        {
            Assert.True(harness.Model.TryGet(Encoding.ASCII.GetBytes(key), harness.Now, out ModelItem? item));
            Assert.True(item.KeepsAccess, key);
        }
    }

    private static ModelItem Item(string value, ItemMarks marks)
    {
        ModelItem item = new() { Expiry = Instant.Never, Marks = marks, KeepsAccess = true, Cas = 4711, Flags = 99 };
        item.SetValue(Encoding.ASCII.GetBytes(value), default);
        return item;
    }
}
