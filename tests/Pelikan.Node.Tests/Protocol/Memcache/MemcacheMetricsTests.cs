using System;
using System.Linq;
using System.Text.RegularExpressions;
using Pelikan.Node.Protocol.Memcache;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

public sealed class MemcacheMetricsTests
{
    [Fact]
    public void Every_counter_has_the_name_of_its_place_in_the_enum()
    {
        string[] expected = [.. Enum.GetNames<MemcacheMetric>().Where(name => name != nameof(MemcacheMetric.Count)).Select(name => Regex.Replace(name, "(?<=[a-z])(?=[A-Z])", "_").ToLowerInvariant())];
        Assert.Equal(expected, MemcacheMetrics.All.Select(metric => metric.Name));
        Assert.Equal(expected.Length, expected.Distinct().Count());
        Assert.All(MemcacheMetrics.All, metric => Assert.NotEmpty(metric.Help));
    }

    [Fact]
    public void Reads_count_requests_keys_hits_and_misses()
    {
        foreach ((string verb, MemcacheMetric family) in new[]
        {
            ("get", MemcacheMetric.Get), ("gets", MemcacheMetric.Gets), ("gat 0", MemcacheMetric.Gat), ("gats 0", MemcacheMetric.Gats),
        })
        {
            TextHarness harness = new(highWatermark: 1);
            harness.Send("set a 0 0 1\r\n1\r\n");
            harness.Send($"{verb} a\r\n{verb} b\r\n{verb} a b a c\r\n{verb}\r\n");
            Assert.Equal([4, 1, 6, 3, 3], Enumerable.Range(0, 5).Select(offset => harness.Count(family + offset)));
        }
    }

    [Theory]
    [InlineData("set", MemcacheMetric.Set, 1, 0)]
    [InlineData("add", MemcacheMetric.Add, 0, 1)]
    [InlineData("replace", MemcacheMetric.Replace, 1, 0)]
    [InlineData("append", MemcacheMetric.Append, 1, 0)]
    [InlineData("prepend", MemcacheMetric.Prepend, 1, 0)]
    public void Stores_count_each_outcome(string verb, MemcacheMetric family, int stored, int notStored)
    {
        TextHarness harness = new();
        harness.Send("set a 0 0 1\r\n1\r\n");
        long[] before = [.. Enumerable.Range(0, 4).Select(offset => harness.Count(family + offset))];
        harness.Send($"{verb} a 0 0 1\r\n2\r\n{verb} a x 0 1\r\n2\r\n{verb} a 0 0 1\r\n22\r\n");
        Assert.Equal([3, 2, stored, notStored], Enumerable.Range(0, 4).Select(offset => harness.Count(family + offset) - before[offset]));
        Assert.Equal(1, harness.Count(MemcacheMetric.BadDataChunk));
    }

    [Fact]
    public void A_body_that_arrives_in_pieces_counts_once()
    {
        TextHarness harness = new();
        harness.Send("set a 0 0 5\r\n1");
        harness.Send("2");
        harness.Send("345\r\n");
        Assert.Equal(1, harness.Count(MemcacheMetric.Set));
        Assert.Equal(1, harness.Count(MemcacheMetric.SetStored));
    }

    [Fact]
    public void The_rest_counts_each_outcome()
    {
        TextHarness harness = new();
        harness.Send("cas a 0 0 1 1\r\n1\r\nset a 0 0 1\r\n1\r\ncas a 0 0 1 9\r\n1\r\ncas a 0 0 1 1\r\n1\r\ncas a 0 0 1 x\r\n1\r\n");
        Expect(harness, [4, 1, 1, 1, 1], MemcacheMetric.Cas);
        harness.Send("incr a 1\r\nincr b 1\r\nincr a x\r\nincr\r\n");
        Expect(harness, [4, 2, 1, 1], MemcacheMetric.Incr);
        harness.Send("decr a 1\r\ndecr b 1\r\ndecr a x\r\ndecr\r\n");
        Expect(harness, [4, 2, 1, 1], MemcacheMetric.Decr);
        harness.Send("touch a 0\r\ntouch b 0\r\ntouch a x\r\ntouch\r\n");
        Expect(harness, [4, 2, 1, 1], MemcacheMetric.Touch);
        harness.Send("delete a\r\ndelete a\r\ndelete a 1\r\ndelete\r\n");
        Expect(harness, [4, 2, 1, 1], MemcacheMetric.Delete);
        harness.Send("flush_all\r\nflush_all x\r\nversion\r\nverbosity 1\r\nverbosity\r\nstats\r\nstats x\r\n");
        Expect(harness, [2, 1, 1, 2, 1, 2, 2], MemcacheMetric.FlushAll);
        harness.Send("slabs automove 1\r\nwatch\r\nfoo\r\nbar x\r\n\r\nquit\r\n");
        Expect(harness, [1, 2, 2, 1], MemcacheMetric.Quit);
    }

    [Fact]
    public void Meta_commands_count_each_outcome()
    {
        TextHarness harness = new();
        harness.Send("mg a v q\r\nmg b N0\r\nmg b\r\nmg b T30\r\nmg b y\r\nmg\r\nmd b I\r\nmg b\r\nmg b\r\n");
        Expect(harness, [8, 2, 3, 2, 1, 2, 2], MemcacheMetric.MetaGet);
        harness.Send("ms a 1\r\n1\r\nms a 1 ME\r\n1\r\nms a 1 C0\r\n1\r\nms x 1 C1\r\n1\r\nms a 1 y\r\n1\r\nms a 1 q\r\n12\r\n");
        Expect(harness, [6, 2, 1, 1, 1, 1], MemcacheMetric.MetaSet);
        harness.Send("ma a\r\nma x\r\nma a C99\r\nma a y\r\nma x N0 q\r\nma\r\nms s 1\r\nx\r\nma s\r\n");
        Expect(harness, [7, 3, 2, 1, 1], MemcacheMetric.MetaIncr);
        harness.Send("ma a MD\r\nma y M-\r\nma a MD C99\r\nma s MD\r\nma a MD y\r\n");
        Expect(harness, [5, 2, 1, 1, 1], MemcacheMetric.MetaDecr);
        harness.Send("md a C0\r\nmd a q\r\nmd a\r\nmd a y\r\n");
        Expect(harness, [5, 1, 2, 1, 1], MemcacheMetric.MetaDelete);
        harness.Send("me s\r\nme none\r\nme\r\nmn\r\nmn x\r\n");
        Expect(harness, [3, 1, 2], MemcacheMetric.MetaDebug);
    }

    [Fact]
    public void Reaching_a_limit_is_counted()
    {
        TextHarness harness = new(Conversations.Limits);
        harness.Send($"get{string.Concat(Enumerable.Repeat(" k", 61))}\r\n");
        harness.Send($"set k 0 0 1001\r\n{new string('v', 1001)}\r\n");
        harness.Model.OutOfSpace = true;
        harness.Send("set k 0 0 1\r\nv\r\n");
        harness.Send(new string('x', 2048));
        Assert.Equal(1, harness.Count(MemcacheMetric.TooManyKeys));
        Assert.Equal(1, harness.Count(MemcacheMetric.ValueTooLarge));
        Assert.Equal(1, harness.Count(MemcacheMetric.StoreNoSpace));
        Assert.Equal(1, harness.Count(MemcacheMetric.LineTooLong));
        Assert.True(harness.Closed);
    }

    private static void Expect(TextHarness harness, long[] counts, MemcacheMetric from) =>
        Assert.Equal(counts, Enumerable.Range(0, counts.Length).Select(offset => harness.Count(from + offset)));
}
