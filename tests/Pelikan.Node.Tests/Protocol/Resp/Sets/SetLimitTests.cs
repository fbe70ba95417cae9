using System.Linq;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>Where the commands on sets end: too much work, and no memory.</summary>
public sealed class SetLimitTests
{
    private const string OutOfMemory = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";
    private const string TooMany = "-ERR too many members to look at in one command (1048576)\r\n";

    [Theory]
    [InlineData("SUNION", false)]
    [InlineData("SINTER", false)]
    [InlineData("SDIFF", true)]
    public void So_many_members_are_looked_at_and_no_more(string command, bool isEmptied)
    {
        const int Size = 8000;
        TextHarness harness = TextHarness.Resp();
        string[] members = [.. Enumerable.Range(0, Size).Select(number => $"m{number}")];
        harness.Ask(["SADD", "s", .. members]);
        harness.Ask(["SADD", "other", .. members.Select(member => $"{member}x")]);

        // What is subtracted shares nothing with the first, so that something is left to look for.
        string[] few = ["s", .. Enumerable.Repeat(isEmptied ? "other" : "s", 129)];
        string[] many = [.. few, .. Enumerable.Repeat(isEmptied ? "other" : "s", 2)];
        Assert.Equal(Size, ReplyTree.Parse(harness.Ask([command, .. few])).Items.Count);
        Assert.Equal(TooMany, harness.Ask([command, .. many]));
        Assert.Equal(TooMany, harness.Ask([$"{command}STORE", "d", .. many]));
        Assert.Equal(":0\r\n", harness.Ask("SCARD", "d"));
    }

    [Fact]
    public void Without_memory_changes_are_refused_and_nothing_is_half_done()
    {
        TextHarness harness = TextHarness.Resp();
        harness.Ask("SADD", "s", "a", "b");
        harness.Ask("SADD", "t", "c");
        harness.Ask("ZADD", "z", "1", "a", "2", "b");
        harness.Model.OutOfSpace = true;
        foreach (string request in new[]
        {
            "SADD s x", "SREM s a", "SPOP s", "SPOP s 1", "SMOVE s t a", "SUNIONSTORE d s", "ZADD z 3 c", "ZINCRBY z 1 a", "ZADD z INCR 1 a", "ZREM z a", "ZPOPMIN z", "ZPOPMAX z 1",
            "ZMPOP 1 z MIN", "ZREMRANGEBYRANK z 0 0", "ZUNIONSTORE d 1 z", "ZRANGESTORE d z 0 -1", "BADD b x 1",
        })
        {
            Assert.Equal(OutOfMemory, harness.Ask(request.Split(' ')));
        }

        Assert.Equal(":2\r\n", harness.Ask("SCARD", "s"));
        Assert.Equal(":1\r\n", harness.Ask("SCARD", "t"));
        Assert.Equal("*4\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n$1\r\n2\r\n", harness.Ask("ZRANGE", "z", "0", "-1", "WITHSCORES"));
        // What takes a key away as a whole needs no memory.
        Assert.Equal("*[$a $b]", ReplyTree.Parse(harness.Ask("SPOP", "s", "2")).Sorted().ToString());
        Assert.Equal(":0\r\n", harness.Ask("SCARD", "s"));
    }
}
