using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Resp;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Sessions as a whole: pipelines, passwords, large requests in small pieces, and bytes that are no requests.</summary>
public sealed class RespSessionTests
{
    [Fact]
    public void A_pipeline_of_a_thousand_is_answered_in_order()
    {
        TextHarness harness = new(highWatermark: 512, protocols: ProtocolSet.Resp);
        string requests = string.Concat(Enumerable.Range(0, 500).Select(i => Encode("SET", $"k{i}", $"v{i}") + Encode("GET", $"k{i}")));
        string expected = string.Concat(Enumerable.Range(0, 500).Select(i => $"+OK\r\n{Bulk($"v{i}")}"));
        Assert.Equal(expected, harness.Send(requests));
    }

    [Fact]
    public void Words_found_whole_are_not_looked_at_again()
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        string request = Encode(["MSET", .. Enumerable.Range(0, 2000).Select(i => $"k{i}")]);
        harness.Send(request[..^10]);
        Assert.Equal((int)RespPhase.Reading, harness.Session.Phase);
        Assert.Equal(2000L, harness.Session.Argument >> 32);
        Assert.Equal("+OK\r\n", harness.Send(request[^10..]));
        Assert.Equal(0, harness.Session.Phase);
    }

    [Fact]
    public void A_reply_larger_than_the_output_is_made_in_parts()
    {
        TextHarness harness = new(highWatermark: 1000, protocols: ProtocolSet.Resp);
        harness.Ask("SET", "k", new string('v', 600));
        string reply = harness.Send(Encode(["MGET", .. Enumerable.Repeat("k", 50)]) + Encode("PING"));
        Assert.Equal($"*50\r\n{string.Concat(Enumerable.Repeat(Bulk(new string('v', 600)), 50))}+PONG\r\n", reply);
        Assert.True(harness.Drains >= 20);
    }

    [Fact]
    public void A_password_is_asked_for_before_anything_else()
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp, credentials: new Credentials([new Credential("default"u8.ToArray(), "secret"u8.ToArray())]));
        Assert.Equal("-NOAUTH Authentication required.\r\n", harness.Ask("GET", "k"));
        Assert.StartsWith("-ERR unknown command", harness.Ask("FOO"), StringComparison.Ordinal);
        Assert.Equal(
            "-NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time\r\n",
            harness.Ask("HELLO", "3"));
        Assert.StartsWith("-WRONGPASS", harness.Ask("AUTH", "wrong"), StringComparison.Ordinal);
        Assert.StartsWith("-WRONGPASS", harness.Ask("HELLO", "3", "AUTH", "default", "wrong"), StringComparison.Ordinal);
        Assert.StartsWith("%7\r\n", harness.Ask("HELLO", "3", "AUTH", "default", "secret"), StringComparison.Ordinal);
        Assert.Equal("_\r\n", harness.Ask("GET", "k"));
        Assert.StartsWith("-WRONGPASS", harness.Ask("AUTH", "wrong"), StringComparison.Ordinal);
        Assert.Equal("_\r\n", harness.Ask("GET", "k"));
        Assert.Equal("+RESET\r\n", harness.Ask("RESET"));
        Assert.Equal("-NOAUTH Authentication required.\r\n", harness.Ask("GET", "k"));
        Assert.Equal("+OK\r\n", harness.Ask("AUTH", "secret"));
        Assert.Equal("$-1\r\n", harness.Ask("GET", "k"));
    }

    [Theory]
    [InlineData("*11\r\n", "unauthenticated multibulk length")]
    [InlineData("*2\r\n$4\r\nAUTH\r\n$16385\r\n", "unauthenticated bulk length")]
    public void Before_the_password_little_is_read(string request, string error)
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp, credentials: new Credentials([new Credential("default"u8.ToArray(), "secret"u8.ToArray())]));
        Assert.Equal($"-ERR Protocol error: {error}\r\n", harness.Send(request));
        Assert.True(harness.Closed);
    }

    [Fact]
    public void Memcached_and_redis_clients_see_the_same_items()
    {
        Model model = new();
        TextHarness text = new(protocols: ProtocolSet.All, model: model);
        TextHarness resp = new(protocols: ProtocolSet.All, model: model);
        Assert.Equal("STORED\r\n", text.Send("set k 7 100 2\r\n10\r\n"));
        Assert.Equal(Bulk("10"), resp.Send(Encode("GET", "k")));
        Assert.Equal(":100\r\n", resp.Send(Encode("TTL", "k")));
        Assert.Equal(":11\r\n", resp.Send(Encode("INCR", "k")));
        Assert.Equal("VALUE k 7 2\r\n11\r\nEND\r\n", text.Send("get k\r\n"));
        Assert.Equal("+OK\r\n", resp.Send(Encode("SET", "k", "v")));
        Assert.Equal("VALUE k 0 1\r\nv\r\nEND\r\n", text.Send("get k\r\n"));
        Assert.Equal(":1\r\n", resp.Send(Encode("RPUSH", "l", "a")));
        Assert.Equal("END\r\n", text.Send("get l\r\n"));
        Assert.Equal("STORED\r\n", text.Send("set l 0 0 1\r\nx\r\n"));
        Assert.Equal("+string\r\n", resp.Send(Encode("TYPE", "l")));
        Assert.Equal("+PONG\r\n", resp.Send("PING\r\n"));
        Assert.Equal("DELETED\r\n", text.Send("delete l\r\n"));
        Assert.Equal(":0\r\n", resp.Send(Encode("EXISTS", "l")));
    }

    [Theory]
    [InlineData("FOO a\0b\r\nFOO\r\n")]
    [InlineData("FOO \"a\0\" b\r\n")]
    [InlineData("\0\r\n")]
    public void Behind_a_zero_byte_an_inline_request_has_no_end(string request)
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        Assert.Equal(string.Empty, harness.Send(request));
        Assert.Equal(request.Length, harness.PendingBytes);
        Assert.Equal("-ERR Protocol error: too big inline request\r\n", harness.Send(new string('x', 65_536)));
        Assert.True(harness.Closed);
    }

    [Fact]
    public void Without_memory_an_expiry_and_another_name_are_refused()
    {
        const string OutOfMemory = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        harness.Send(Encode("SET", "k", "v", "EX", "100"));
        harness.Model.OutOfSpace = true;
        foreach (string request in new[] { "EXPIRE k 200", "PERSIST k", "GETEX k EX 200", "RENAME k l", "RENAMENX k l", "COPY k l" })
        {
            Assert.Equal(OutOfMemory, harness.Send(Encode(request.Split(' '))));
        }

        Assert.Equal(":100\r\n:0\r\n", harness.Send(Encode("TTL", "k") + Encode("EXISTS", "l")));
        Assert.Equal(":1\r\n:0\r\n", harness.Send(Encode("EXPIRE", "k", "-1") + Encode("EXISTS", "k")));
    }

    /// <summary>Requests of the tables, damaged from a seed: the replies depend on the bytes alone, not on how they come and go.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replies_do_not_depend_on_how_bytes_arrive_and_leave(int seed)
    {
        Random random = new(seed);
        string[] requests = [.. RespConversations.All.Where(conversation => !conversation.NeedsTime).SelectMany(conversation => conversation.Turns)
            .Select(turn => turn.Request).Where(request => request.Length < 300 && !IsRandom(request)).Distinct()];
        for (int stream = 0; stream < 300; stream++)
        {
            StringBuilder input = new(string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => requests[random.Next(requests.Length)])));
            for (int damages = random.Next(4); damages > 0; damages--)
            {
                input[random.Next(input.Length)] = "*$\r\n019- \"a\0"[random.Next(12)];
            }

            TextHarness whole = New(64 * 1024);
            string expected = whole.Send(input.ToString());
            TextHarness parted = New(random.Next(1, 200));
            StringBuilder replies = new();
            for (int at = 0; at < input.Length && !parted.Closed;)
            {
                int length = Math.Min(random.Next(1, 40), input.Length - at);
                replies.Append(parted.Send(input.ToString(at, length)));
                at += length;
            }

            Assert.True(expected == replies.ToString(), $"seed {seed}, stream {stream}: {input}\nexpected {expected}\nwas {replies}");
            Assert.Equal(whole.Closed, parted.Closed);
        }
    }

    private static TextHarness New(int highWatermark) => new(RespConversations.Limits, highWatermark, ProtocolSet.Resp);

    // Their replies are not the same twice.
    private static bool IsRandom(string request) => new List<string> { "RANDMEMBER", "RANDFIELD", "SPOP", "RANDOMKEY", "CLIENT", "HELLO", "client", "SCAN" }.Exists(
        word => request.Contains(word, StringComparison.OrdinalIgnoreCase));
}
