using System;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Resp;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Which keys of a pipeline are loaded ahead.</summary>
public sealed class RespLookAheadTests
{
    [Fact]
    public void It_finds_the_first_keys_of_pipelined_requests()
    {
        Assert.Equal("a bb", KeysOf(Encode("GET", "a") + Encode("SET", "bb", "value")));
        Assert.Equal("a c", KeysOf(Encode("GET", "a") + Encode("PING") + Encode("MGET", "c", "d")));
        Assert.Equal("a b", KeysOf(Encode("GET", "a") + Encode("GET", "b") + "*2\r\n$3\r\nGET\r\n$1\r\n"));
        Assert.Equal("a", KeysOf(Encode("GET", "a")));
        Assert.Equal("", KeysOf(Encode("PING") + Encode("PING")));
        Assert.Equal("b c", KeysOf(Encode("GET", new string('k', 251)) + Encode("GET", "b") + Encode("GET", "c")));
    }

    [Fact]
    public void It_stops_at_its_bounds_and_at_what_is_no_request()
    {
        Assert.Equal(IStore.PrefetchMax, KeysOf(string.Concat(Enumerable.Repeat(Encode("GET", "k"), 100))).Split(' ').Length);
        Assert.Equal("", KeysOf(Encode("SET", "a", new string('v', 5000)) + Encode("GET", "b") + Encode("GET", "c")));
        string[] odd = ["*", "*2", "*2\r\n$", "*x\r\n", "*99999999999\r\n", "*2\r\n$9999999\r\n", "*2\r\n$-1\r\n", "\r\n", "GET a\r\nGET b\r\n"];
        Assert.All(odd, input => Assert.Equal("", KeysOf(input)));
    }

    private static string KeysOf(string input)
    {
        Range[] keys = new Range[IStore.PrefetchMax];
        int count = RespLookAhead.Find(Encoding.ASCII.GetBytes(input), keys);
        return string.Join(' ', keys.Take(count).Select(key => input[key]));
    }
}
