using System;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache.Text;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>Which keys of a pipeline are loaded ahead.</summary>
public sealed class TextLookAheadTests
{
    [Theory]
    [InlineData("get a\r\n", "a")]
    [InlineData("get a\r\nget bb\r\n", "a bb")]
    [InlineData("get a\nget bb\nget c", "a bb")]
    [InlineData("set key 0 0 5\r\nhello\r\nget other more\r\n", "key other")]
    [InlineData("mg a\r\nmg bb v t\r\nms c 1\r\n1\r\nmd dd q\r\nma e\nmn\r\nget f\r\n", "a bb c dd e f")]
    [InlineData("mg a\nmg b\nmn\n", "a b")]
    [InlineData("mg \r\nmg\r\nmg a\r\nm\r\n\r\nxg b\r\n", "a")]
    [InlineData("incr a 1\r\nget b\r\n", "b")]
    [InlineData("get \r\nget b\r\n", "b")]
    [InlineData("get a", "")]
    [InlineData("\n\n\n\n", "")]
    public void It_finds_the_keys_of_pipelined_requests(string input, string keys) => Assert.Equal(keys, KeysOf(input));

    [Fact]
    public void It_stops_at_its_bounds()
    {
        StringBuilder input = new();
        for (int i = 0; i < 100; i++)
        {
            input.Append("get k\r\n");
        }

        Assert.Equal(IStore.PrefetchMax, KeysOf(input.ToString()).Split(' ').Length);
        Assert.Equal(string.Empty, KeysOf(new string('x', 100_000) + "\r\nget a\r\nget b\r\n"));
        Assert.Equal("b", KeysOf($"get {new string('k', 251)}\r\nget b\r\n"));
    }

    private static string KeysOf(string input)
    {
        Range[] keys = new Range[IStore.PrefetchMax];
        int count = TextLookAhead.Find(Encoding.ASCII.GetBytes(input), keys);
        return string.Join(' ', keys.Take(count).Select(key => input[key]));
    }
}
