using System;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>Requests byte for byte, and replies cut at every byte.</summary>
public sealed class ClientProtocolTests
{
    public static TheoryData<string, string> MemcacheRequests => new()
    {
        { "Get", "get k001 k002 k003\r\n" },
        { "Gets", "gets k001 k002 k003\r\n" },
        { "Gat", "gat 60 k001\r\n" },
        { "Set", "set k001 0 60 5\r\n#####\r\n" },
        { "Add", "add k001 0 60 5\r\n#####\r\n" },
        { "Replace", "replace k001 0 60 5\r\n#####\r\n" },
        { "Delete", "delete k001\r\n" },
        { "Incr", "incr c001 1\r\n" },
        { "Decr", "decr c001 1\r\n" },
        { "Touch", "touch k001 60\r\n" },
    };

    public static TheoryData<string, string> RespRequests => new()
    {
        { "Get", "*4\r\n$4\r\nMGET\r\n$4\r\nk001\r\n$4\r\nk002\r\n$4\r\nk003\r\n" },
        { "Gat", "*4\r\n$5\r\nGETEX\r\n$4\r\nk001\r\n$2\r\nEX\r\n$2\r\n60\r\n" },
        { "Set", "*5\r\n$3\r\nSET\r\n$4\r\nk001\r\n$5\r\n#####\r\n$2\r\nEX\r\n$2\r\n60\r\n" },
        { "Add", "*6\r\n$3\r\nSET\r\n$4\r\nk001\r\n$5\r\n#####\r\n$2\r\nNX\r\n$2\r\nEX\r\n$2\r\n60\r\n" },
        { "Replace", "*6\r\n$3\r\nSET\r\n$4\r\nk001\r\n$5\r\n#####\r\n$2\r\nXX\r\n$2\r\nEX\r\n$2\r\n60\r\n" },
        { "Delete", "*2\r\n$3\r\nDEL\r\n$4\r\nk001\r\n" },
        { "Incr", "*2\r\n$4\r\nINCR\r\n$4\r\nc001\r\n" },
        { "Decr", "*2\r\n$4\r\nDECR\r\n$4\r\nc001\r\n" },
        { "Touch", "*3\r\n$6\r\nEXPIRE\r\n$4\r\nk001\r\n$2\r\n60\r\n" },
    };

    [Theory]
    [MemberData(nameof(MemcacheRequests))]
    public void Memcache_Request_IsWrittenAsTheProtocolHasIt(string verb, string expected) =>
        Assert.Equal(expected, ClientHarness.Masked(ClientHarness.Written<MemcacheClient>(Enum.Parse<BenchVerb>(verb)), expected));

    [Theory]
    [MemberData(nameof(RespRequests))]
    public void Resp_Request_IsWrittenAsTheProtocolHasIt(string verb, string expected) =>
        Assert.Equal(expected, ClientHarness.Masked(ClientHarness.Written<RespClient>(Enum.Parse<BenchVerb>(verb)), expected));

    [Theory]
    [InlineData("Get", "VALUE k001 0 5\r\nhello\r\nVALUE k003 0 2 77\r\nyo\r\nEND\r\n", 2, 1, 0, 0)]
    [InlineData("Get", "END\r\n", 0, 3, 0, 0)]
    [InlineData("Get", "SERVER_ERROR out of memory\r\n", 0, 0, 0, 1)]
    [InlineData("Set", "STORED\r\n", 0, 0, 0, 0)]
    [InlineData("Add", "NOT_STORED\r\n", 0, 0, 1, 0)]
    [InlineData("Set", "SERVER_ERROR object too large for cache\r\n", 0, 0, 0, 1)]
    [InlineData("Delete", "NOT_FOUND\r\n", 0, 0, 1, 0)]
    [InlineData("Incr", "17\r\n", 0, 0, 0, 0)]
    [InlineData("Touch", "TOUCHED\r\n", 0, 0, 0, 0)]
    public void Memcache_Reply_CutAnywhere_IsReadOnce(string verb, string reply, int hits, int misses, int notApplied, int errors) =>
        ClientHarness.AssertReadOnce<MemcacheClient>(verb, reply, hits, misses, notApplied, errors);

    [Theory]
    [InlineData("Get", "*3\r\n$5\r\nhello\r\n$-1\r\n$2\r\nyo\r\n", 2, 1, 0, 0)]
    [InlineData("Get", "*3\r\n_\r\n_\r\n_\r\n", 0, 3, 0, 0)]
    [InlineData("Get", "-LOADING dataset\r\n", 0, 0, 0, 1)]
    [InlineData("Gat", "$0\r\n\r\n", 1, 0, 0, 0)]
    [InlineData("Set", "+OK\r\n", 0, 0, 0, 0)]
    [InlineData("Add", "$-1\r\n", 0, 0, 1, 0)]
    [InlineData("Delete", ":0\r\n", 0, 0, 1, 0)]
    [InlineData("Delete", ":1\r\n", 0, 0, 0, 0)]
    [InlineData("Incr", ":0\r\n", 0, 0, 0, 0)]
    public void Resp_Reply_CutAnywhere_IsReadOnce(string verb, string reply, int hits, int misses, int notApplied, int errors) =>
        ClientHarness.AssertReadOnce<RespClient>(verb, reply, hits, misses, notApplied, errors);

    [Theory]
    [InlineData("PONG\r\n")]
    [InlineData("+PONG\r\n")]
    public void Ping_Reply_CutAnywhere_IsReadOnce(string reply) => ClientHarness.AssertReadOnce<PingClient>("Ping", reply, 0, 0, 0, 0);

    [Theory]
    [InlineData("Get", "HELLO\r\n")]
    [InlineData("Get", "\n")]
    [InlineData("Get", "VALUE k001 0\r\n")]
    [InlineData("Get", "VALUE k001 0 x\r\n")]
    [InlineData("Get", "VALUE k001 0 4\r\nhello\r\n")]
    [InlineData("Get", "VALUE k001 0 999999999\r\n")]
    [InlineData("Get", "STORED\r\n")]
    [InlineData("Set", "END\r\n")]
    [InlineData("Set", "\r\n")]
    public void Memcache_WhatIsNoReply_IsBroken(string verb, string reply) => Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<MemcacheClient>(verb, reply));

    [Theory]
    [InlineData("Get", "*2\r\n")]
    [InlineData("Get", "hello\r\n")]
    [InlineData("Gat", "$x\r\n")]
    [InlineData("Gat", "$4\r\nhello\r\n")]
    [InlineData("Gat", "\r\n")]
    public void Resp_WhatIsNoReply_IsBroken(string verb, string reply) => Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<RespClient>(verb, reply));

    [Theory]
    [InlineData("PANG\r\n")]
    [InlineData("ERROR\r\n")]
    public void Ping_WhatIsNoReply_IsBroken(string reply) => Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<PingClient>("Ping", reply));
}
