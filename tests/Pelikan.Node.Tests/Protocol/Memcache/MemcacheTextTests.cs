using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Storage;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>What conversations cannot say: memory that runs out, limits of full size, output that fills up, the server's own switches.</summary>
public sealed class MemcacheTextTests
{
    [Fact]
    public void A_value_of_one_mebibyte_is_stored_and_one_byte_more_refused_with_the_default_limits()
    {
        TextHarness harness = new();
        string largest = new('v', 1024 * 1024);
        Assert.Equal("STORED\r\n", harness.Send($"set k 0 0 {largest.Length}\r\n{largest}\r\n"));
        Assert.Equal($"VALUE k 0 {largest.Length}\r\n{largest}\r\nEND\r\n", harness.Send("get k\r\n"));
        Assert.Equal("SERVER_ERROR object too large for cache\r\n", harness.Send($"set k 0 0 {largest.Length + 1}\r\n{largest}v\r\n"));
        Assert.Equal("END\r\n", harness.Send("get k\r\n"));
    }

    [Fact]
    public void A_refused_body_is_not_kept()
    {
        TextHarness harness = new();
        harness.Send($"set k 0 0 {100_000_000}\r\n");
        string chunk = new('v', 100_000);
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(string.Empty, harness.Send(chunk));
            Assert.Equal(0, harness.PendingBytes);
        }

        Assert.Equal("END\r\n", harness.Send("\r\nget k\r\n"));
    }

    [Fact]
    public void A_store_that_refuses_an_item_answers_as_memcached_does()
    {
        TextHarness harness = new();
        harness.Model.ValueBytesMax = 3;
        Assert.Equal("STORED\r\n", harness.Send("set k 0 0 3\r\nabc\r\n"));
        Assert.Equal("NOT_STORED\r\n", harness.Send("append k 0 0 1\r\nd\r\n"));
        Assert.Equal("NOT_STORED\r\n", harness.Send("prepend k 0 0 1\r\nd\r\n"));
        Assert.Equal("SERVER_ERROR object too large for cache\r\n", harness.Send("replace k 0 0 4\r\nabcd\r\n"));
        Assert.Equal("VALUE k 0 3\r\nabc\r\nEND\r\n", harness.Send("get k\r\n"));
        Assert.Equal("SERVER_ERROR object too large for cache\r\n", harness.Send("set k 0 0 4\r\nabcd\r\n"));
        Assert.Equal("END\r\n", harness.Send("get k\r\n"));
    }

    [Fact]
    public void A_store_without_memory_answers_as_memcached_does()
    {
        TextHarness harness = new();
        harness.Send("set k 0 0 1\r\n5\r\n");
        harness.Model.OutOfSpace = true;
        Assert.Equal("SERVER_ERROR out of memory storing object\r\n", harness.Send("add n 0 0 1\r\na\r\n"));
        Assert.Equal("SERVER_ERROR out of memory storing object\r\n", harness.Send("replace k 0 0 1\r\na\r\n"));
        Assert.Equal("NOT_STORED\r\n", harness.Send("append k 0 0 1\r\nd\r\n"));
        Assert.Equal("SERVER_ERROR out of memory\r\n", harness.Send("incr k 1\r\n"));
        Assert.Equal("SERVER_ERROR out of memory\r\n", harness.Send("touch k 1\r\n"));
        Assert.Equal("END\r\n", harness.Send("gat 1 k\r\n"));
        Assert.Equal(string.Empty, harness.Send("incr k 1 noreply\r\n"));
        Assert.Equal("VALUE k 0 1\r\n5\r\nEND\r\n", harness.Send("get k\r\n"));
        Assert.Equal("SERVER_ERROR out of memory storing object\r\n", harness.Send("set k 0 0 1\r\na\r\n"));
        Assert.Equal("END\r\n", harness.Send("get k\r\n"));
    }

    [Fact]
    public void A_touch_whose_copy_does_not_fit_is_no_miss()
    {
        TextHarness harness = new();
        harness.Send("set k 0 0 5\r\naaaaa\r\n");
        harness.Model.ValueBytesMax = 4;
        Assert.Equal("SERVER_ERROR object too large for cache\r\n", harness.Send("touch k 9\r\n"));
        Assert.Equal(string.Empty, harness.Send("touch k 9 noreply\r\n"));
        Assert.Equal("END\r\n", harness.Send("gat 9 k\r\n"));
        Assert.Equal("VALUE k 0 5\r\naaaaa\r\nEND\r\n", harness.Send("get k\r\n"));
        Assert.Equal(2, harness.Count(MemcacheMetric.ValueTooLarge));
        Assert.Equal(0, harness.Count(MemcacheMetric.TouchNotFound));
    }

    [Fact]
    public void A_long_get_stops_where_the_output_is_full_and_goes_on_behind_it()
    {
        const int keys = 500;
        TextHarness harness = new(highWatermark: 4096);
        string value = new('v', 1000);
        StringBuilder expected = new();
        for (int i = 0; i < keys; i++)
        {
            harness.Send($"set key{i} {i} 0 {value.Length} noreply\r\n{value}\r\n");
            expected.Append($"VALUE key{i} {i} {value.Length}\r\n{value}\r\n");
        }

        string line = string.Join(' ', Enumerable.Range(0, keys).Select(i => $"key{i}"));
        Assert.Equal($"{expected}END\r\n", harness.Send($"get {line}\r\n"));
        Assert.InRange(harness.Drains, keys * value.Length / 8192, keys);
        Assert.True(harness.Model.Prefetched >= keys, "the keys of a long get are announced ahead");
    }

    [Fact]
    public void A_get_of_one_key_announces_nothing()
    {
        TextHarness harness = new();
        harness.Send("get a\r\nget b\r\n");
        Assert.Equal(0, harness.Model.Prefetched);
        harness.Send("get a b c\r\n");
        Assert.Equal(3, harness.Model.Prefetched);
    }

    [Fact]
    public void A_gat_parted_by_a_full_output_touches_every_key_with_the_time_it_began_at()
    {
        TextHarness harness = new(highWatermark: 1);
        harness.Send("set a 0 0 1\r\n1\r\nset b 0 0 1\r\n1\r\n");
        Assert.Equal("VALUE a 0 1\r\n1\r\nVALUE b 0 1\r\n1\r\nEND\r\n", harness.Send("gat 10 a b\r\n"));
        Assert.True(harness.Drains > 0);
        harness.Now = harness.Now.PlusSeconds(9);
        Assert.Equal("VALUE a 0 1\r\n1\r\nVALUE b 0 1\r\n1\r\nEND\r\n", harness.Send("get a b\r\n"));
        harness.Now = harness.Now.PlusMilliseconds(999);
        Assert.Equal("VALUE a 0 1\r\n1\r\nVALUE b 0 1\r\n1\r\nEND\r\n", harness.Send("get a b\r\n"));
        harness.Now = harness.Now.PlusMilliseconds(1);
        Assert.Equal("END\r\n", harness.Send("get a b\r\n"));
    }

    [Fact]
    public void A_line_of_a_mebibyte_of_keys_is_read_in_pieces()
    {
        TextHarness harness = new(new ProtocolLimits { LineBytesMax = 300_000 });
        harness.Send("set last 0 0 1\r\n1\r\n");
        string keys = string.Concat(Enumerable.Repeat($"{new string('k', 250)} ", 1000));
        Assert.Equal(string.Empty, harness.Send("get "));
        for (int at = 0; at < keys.Length; at += 10_000)
        {
            Assert.Equal(string.Empty, harness.Send(keys[at..Math.Min(keys.Length, at + 10_000)]));
        }

        Assert.Equal("VALUE last 0 1\r\n1\r\nEND\r\n", harness.Send("last\r\n"));
    }

    [Fact]
    public void Flush_all_is_refused_where_clients_may_not()
    {
        TextHarness harness = new();
        harness.Server.FlushAllowed = false;
        harness.Send("set k 0 0 1\r\na\r\n");
        Assert.Equal("CLIENT_ERROR flush_all not allowed\r\n", harness.Send("flush_all\r\n"));
        Assert.Equal(string.Empty, harness.Send("flush_all noreply\r\n"));
        Assert.Equal("VALUE k 0 1\r\na\r\nEND\r\n", harness.Send("get k\r\n"));
        Assert.Equal(2, harness.Count(MemcacheMetric.FlushAll));
    }

    [Theory]
    [InlineData("verbosity 0\r\n", 0)]
    [InlineData("verbosity 1\r\n", 1)]
    [InlineData("verbosity 2 noreply\r\n", 2)]
    [InlineData("verbosity 4294967295\r\n", 2)]
    public void Verbosity_reaches_the_server_within_its_bounds(string request, int level)
    {
        TextHarness harness = new();
        harness.Send(request);
        Assert.Equal(level, harness.Server.VerbosityLevel);
    }

    [Fact]
    public void Stats_reset_reaches_the_server_and_a_prefix_of_it_does_not()
    {
        TextHarness harness = new();
        Assert.Equal("ERROR\r\n", harness.Send("stats r\r\n"));
        Assert.Equal(0, harness.Server.Resets);
        Assert.Equal("RESET\r\n", harness.Send("stats reset\r\n"));
        Assert.Equal(1, harness.Server.Resets);
    }

    [Fact]
    public void Plain_stats_keep_to_4096_bytes_and_groups_do_not()
    {
        TextHarness harness = new();
        List<(string Name, string Value)> lines = [.. Enumerable.Range(0, 1000).Select(i => ($"name{i}", $"{i}"))];
        harness.Server.Groups[string.Empty] = lines;
        harness.Server.Groups["conns"] = lines;

        string general = harness.Send("stats\r\n");
        Assert.InRange(general.Length, 4000, 4096);
        Assert.EndsWith("\r\nEND\r\n", general, StringComparison.Ordinal);
        Assert.All(general.Split("\r\n")[..^2], (line, i) => Assert.Equal($"STAT name{i} {i}", line));
        Assert.Equal(1001, harness.Send("stats conns\r\n").Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(TimeType.Delta, "HIT")]
    [InlineData(TimeType.Unix, "MISS")]
    public void The_time_type_decides_what_exptime_means(TimeType type, string expected)
    {
        TextHarness harness = new(new ProtocolLimits { TimeType = type }) { Now = new Instant(1) };
        harness.Server.UnixMillisecondsAtInstantZero = 1_700_000_000_000;
        harness.Send("set k 0 1600000000 1\r\na\r\n");
        Assert.Equal(expected == "HIT" ? "VALUE k 0 1\r\na\r\nEND\r\n" : "END\r\n", harness.Send("get k\r\n"));
    }
}
