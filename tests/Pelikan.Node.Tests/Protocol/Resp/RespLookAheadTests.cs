using System.Linq;
using System.Text;
using Pelikan.Node.Protocol.Resp;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Which keys of a pipeline are loaded ahead.</summary>
public sealed class RespLookAheadTests
{
    private const string GetA = "*2\r\n$3\r\nGET\r\n$1\r\na\r\n";
    private const string GetBb = "*2\r\n$3\r\nGET\r\n$2\r\nbb\r\n";

    [Theory]
    [InlineData(GetA, "")]
    [InlineData(GetA + GetBb, "a bb")]
    [InlineData(GetA + GetBb + "*2\r\n$3\r\nGET\r\n$2\r\nc", "a bb")]
    [InlineData("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nhello\r\n" + GetBb, "key bb")]
    [InlineData(GetA + "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5000\r\nhel", "a key")]
    [InlineData("*1\r\n$4\r\nPING\r\n" + GetBb, "bb")]
    [InlineData("*2\r\n$3\r\nGET\r\n$0\r\n\r\n" + GetBb, "bb")]
    [InlineData("*2\r\n$3\r\nGET\r\n$-1\r\n" + GetBb, "")]
    [InlineData("*0\r\n" + GetA, "")]
    [InlineData(GetA + "get b\r\n" + GetBb, "a")]
    [InlineData("*2\r\n$3\r\nGET\r\n$99999999999999999999\r\na\r\n" + GetA, "")]
    [InlineData("*99999999999999999999\r\n$3\r\nGET\r\n" + GetA, "")]
    [InlineData("*\r\n$\r\n*2\r\n", "")]
    [InlineData("*2", "")]
    [InlineData("", "")]
    public void Prefetch_FindsTheKeysOfPipelinedRequests(string input, string keys) => Assert.Equal(keys, KeysOf(input));

    [Fact]
    public void Prefetch_OfALongPipeline_StopsAtItsBounds()
    {
        Assert.Equal(RespLookAhead.RequestsMax, KeysOf(string.Concat(Enumerable.Repeat(GetA, 100))).Split(' ').Length);
        Assert.Equal(string.Empty, KeysOf("*3\r\n$3\r\nSET\r\n$251\r\n" + new string('k', 251) + "\r\n$100000\r\n" + new string('v', 100_000) + "\r\n" + GetA));
    }

    private static string KeysOf(string input)
    {
        RecordingStore store = new([]);
        RespLookAhead.Prefetch(Encoding.ASCII.GetBytes(input), ref store);
        return string.Join(' ', store.Keys);
    }
}
