using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>What happens between the steps of a request: one reply is told, or none that nobody reads.</summary>
public sealed class RespRaceTests
{
    private const string WrongType = "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n";

    [Theory]
    [InlineData("GET")]
    [InlineData("NX GET")]
    [InlineData("KEEPTTL GET")]
    public void Set_that_tells_the_old_value_tells_one_where_the_kind_changes(string options)
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        harness.Send(Encode("RPUSH", "list", "a") + Encode("SET", "string", "old"));
        harness.Model.AsksTwice = true;
        harness.Model.SeenFirst = new ModelItem { Kind = ItemKind.String, Expiry = Instant.Never };
        harness.Model.SeenFirst.SetValue("seen"u8, default);
        string[] words = options.Split(' ');
        Assert.Equal(WrongType, harness.Send(Encode(["SET", "list", "v", .. words])));
        Assert.Equal(Bulk("old"), harness.Send(Encode(["SET", "string", "v", .. words])));
        Assert.Equal("$-1\r\n", harness.Send(Encode(["SET", "none", "v", .. words])));
        harness.Model.SeenFirst.Kind = ItemKind.List;
        Assert.Equal(Bulk(words[0] == "NX" ? "old" : "v"), harness.Send(Encode(["SET", "string", "v", .. words])));
        harness.Model.AsksTwice = false;
        Assert.Equal("+list\r\n", harness.Send(Encode("TYPE", "list")));
    }

    [Fact]
    public void A_key_that_goes_while_it_is_copied_is_no_error()
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        harness.Send(Encode("SET", "a", "1"));
        harness.Model.AfterRead = () => harness.Model.Remove("a"u8);
        Assert.Equal(":1\r\n", harness.Send(Encode("COPY", "a", "b")));
        Assert.Equal(":0\r\n", harness.Send(Encode("COPY", "a", "b")));
        Assert.Equal(Bulk("1"), harness.Send(Encode("GET", "b")));
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("SKIP")]
    public void A_reply_that_nobody_reads_is_left_off_where_the_output_is_full(string mode)
    {
        TextHarness harness = new(highWatermark: 1000, protocols: ProtocolSet.Resp);
        string value = new('v', 600);
        harness.Send(Encode("HSET", "h", "field", value) + Encode("SET", "k", value));
        int reads = 0;
        harness.Model.AfterRead = () => reads++;
        string[][] requests = [["HRANDFIELD", "h", "-131072", "WITHVALUES"], ["HMGET", "h", "field", "field", "field", "field"], ["MGET", "k", "k", "k", "k", "k"]];
        foreach (string[] request in requests)
        {
            reads = 0;
            Assert.Equal(string.Empty, harness.Send(Encode("CLIENT", "REPLY", mode) + Encode(request)));
            Assert.InRange(reads, 1, 3);
            Assert.Equal((0, 0L), (harness.Session.Phase, harness.Session.Argument));
            Assert.Equal(0, harness.Drains);
        }

        Assert.EndsWith("+PONG\r\n", harness.Send(Encode("CLIENT", "REPLY", "ON") + Encode("PING")), StringComparison.Ordinal);
    }
}
