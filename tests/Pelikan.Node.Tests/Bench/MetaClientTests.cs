using System;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class MetaClientTests
{
    [Theory]
    [InlineData("Get", "mg k001 v\r\nmg k002 v\r\nmg k003 v\r\n")]
    [InlineData("Gets", "mg k001 v c\r\nmg k002 v c\r\nmg k003 v c\r\n")]
    [InlineData("Gat", "mg k001 v T60\r\n")]
    [InlineData("Set", "ms k001 5 T60\r\n#####\r\n")]
    [InlineData("Add", "ms k001 5 ME T60\r\n#####\r\n")]
    [InlineData("Replace", "ms k001 5 MR T60\r\n#####\r\n")]
    [InlineData("Delete", "md k001\r\n")]
    [InlineData("Incr", "ma c001 v\r\n")]
    [InlineData("Decr", "ma c001 v MD\r\n")]
    [InlineData("Touch", "mg k001 T60\r\n")]
    public void Request_IsWrittenAsTheProtocolHasIt(string verb, string expected) =>
        Assert.Equal(expected, ClientHarness.Masked(ClientHarness.Written<MetaClient>(Enum.Parse<BenchVerb>(verb)), expected));

    [Theory]
    [InlineData("Get", "VA 5\r\nhello\r\nEN\r\nVA 2\r\nyo\r\n", 2, 1, 0, 0)]
    [InlineData("Gets", "VA 0 c77\r\n\r\nEN\r\nEN\r\n", 1, 2, 0, 0)]
    [InlineData("Get", "EN\r\nSERVER_ERROR out of memory\r\nEN\r\n", 0, 2, 0, 1)]
    [InlineData("Gat", "EN\r\n", 0, 1, 0, 0)]
    [InlineData("Set", "HD\r\n", 0, 0, 0, 0)]
    [InlineData("Add", "NS\r\n", 0, 0, 1, 0)]
    [InlineData("Set", "SERVER_ERROR object too large for cache\r\n", 0, 0, 0, 1)]
    [InlineData("Delete", "NF\r\n", 0, 0, 1, 0)]
    [InlineData("Delete", "HD\r\n", 0, 0, 0, 0)]
    [InlineData("Incr", "VA 2\r\n17\r\n", 0, 0, 0, 0)]
    [InlineData("Decr", "NF\r\n", 0, 0, 1, 0)]
    [InlineData("Touch", "HD\r\n", 0, 0, 0, 0)]
    [InlineData("Touch", "EN\r\n", 0, 0, 1, 0)]
    public void Reply_CutAnywhere_IsReadOnce(string verb, string reply, int hits, int misses, int notApplied, int errors) =>
        ClientHarness.AssertReadOnce<MetaClient>(verb, reply, hits, misses, notApplied, errors);

    [Theory]
    [InlineData("Get", "HELLO\r\n")]
    [InlineData("Get", "HD\r\n")]
    [InlineData("Get", "\n")]
    [InlineData("Get", "VA x\r\n")]
    [InlineData("Get", "VA 4\r\nhello\r\n")]
    [InlineData("Get", "VA -1\r\nhello\r\n")]
    [InlineData("Get", "VA 999999999\r\n")]
    [InlineData("Set", "VA 1\r\n1\r\n")]
    [InlineData("Set", "STORED\r\n")]
    [InlineData("Set", "MN\r\n")]
    public void WhatIsNoReply_IsBroken(string verb, string reply) => Assert.Equal(ReplyStatus.Broken, ClientHarness.ReadOne<MetaClient>(verb, reply));

    [Theory]
    [InlineData(0, 7, nameof(ValueFault.None))]
    [InlineData(0, 8, nameof(ValueFault.WrongKey))]
    [InlineData(3, 7, nameof(ValueFault.WrongChecksum))]
    public void Value_ThatWasNotWrittenUnderTheKey_IsAMismatch(int spoil, long writtenUnder, string expected)
    {
        byte[] value = new byte[40];
        new ValueBytes(40, 1).WriteCheckable(value, writtenUnder, 1);
        value[^1] ^= (byte)spoil;
        byte[] reply = [.. "VA 40\r\n"u8, .. value, .. "\r\n"u8];
        Assert.Equal(expected, ClientHarness.FaultOf<MetaClient>(reply, key: 7).ToString());
    }
}
