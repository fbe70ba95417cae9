using System.Linq;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Resp;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>Where the commands on sets end: too much work, and no memory.</summary>
public sealed class SetLimitTests
{
    private const string OutOfMemory = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";
    private const string TooLarge = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";
    private const string TooLong = "-ERR result exceeds maximum allowed size (8 MiB)\r\n";
    private const string TooManyDraws = "-ERR too many draws in one command (131072)\r\n";
    private const string TooMany = "-ERR too many members to look at in one command (131072)\r\n";

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
        string[] few = ["s", .. Enumerable.Repeat(isEmptied ? "other" : "s", 15)];
        string[] many = [.. few, isEmptied ? "other" : "s"];
        Assert.Equal(Size, ReplyTree.Parse(harness.Ask([command, .. few])).Items.Count);
        Assert.Equal(TooMany, harness.Ask([command, .. many]));
        Assert.Equal(TooMany, harness.Ask([$"{command}STORE", "d", .. many]));
        Assert.Equal(":0\r\n", harness.Ask("SCARD", "d"));
    }

    [Fact]
    public void A_result_of_so_many_bytes_is_told_and_no_more()
    {
        TextHarness harness = TextHarness.Resp();
        string[] sets = [.. Enumerable.Range(0, 9).Select(number => $"s{number}")];
        foreach (string set in sets)
        {
            harness.Ask("SADD", set, set + new string('m', 1_000_000));
        }

        Assert.Equal(8, ReplyTree.Parse(harness.Ask(["SUNION", .. sets[1..]])).Items.Count);
        Assert.Equal(TooLong, harness.Ask(["SUNION", .. sets]));
        Assert.Equal(TooLong, harness.Ask(["ZUNION", "9", .. sets]));
        harness.Ask("SADD", "s", new string('m', 1000));
        Assert.Equal(8000, ReplyTree.Parse(harness.Ask("SRANDMEMBER", "s", "-8000")).Items.Count);
        Assert.Equal(TooLong, harness.Ask("SRANDMEMBER", "s", "-8400"));
    }

    [Theory]
    [InlineData("SUNIONSTORE")]
    [InlineData("ZUNIONSTORE")]
    public void A_result_that_no_item_can_hold_is_not_made_to_its_end(string command)
    {
        const int Size = 8000;
        TextHarness harness = TextHarness.Resp();
        foreach (string set in new[] { "a", "b" })
        {
            harness.Ask(["SADD", set, .. Enumerable.Range(0, Size).Select(number => $"{set}{number:D100}")]);
        }

        // All of them would be too many to look at; two are too large.
        string[] sets = ["a", .. Enumerable.Repeat("b", 20)];
        Assert.Equal(TooLarge, harness.Ask(command == "SUNIONSTORE" ? [command, "d", .. sets] : [command, "d", "21", .. sets]));
        Assert.Equal(":0\r\n", harness.Ask("EXISTS", "d"));
        Assert.Equal(1, harness.Count(RespMetric.ValueTooLarge));
    }

    [Theory]
    [InlineData("SADD key m", "SRANDMEMBER key", "")]
    [InlineData("ZADD key 1 m", "ZRANDMEMBER key", "WITHSCORES")]
    [InlineData("HSET key m v", "HRANDFIELD key", "WITHVALUES")]
    public void So_many_draws_are_made_and_no_more(string add, string draw, string option)
    {
        const int DrawsMax = 131_072;
        TextHarness harness = TextHarness.Resp();
        harness.Ask(add.Split(' '));
        Assert.Equal(DrawsMax, ReplyTree.Parse(harness.Ask([.. draw.Split(' '), $"-{DrawsMax}"])).Items.Count);
        Assert.Equal(TooManyDraws, harness.Ask([.. draw.Split(' '), $"-{DrawsMax + 1}"]));
        if (option.Length > 0)
        {
            Assert.Equal(2 * DrawsMax, ReplyTree.Parse(harness.Ask([.. draw.Split(' '), $"-{DrawsMax}", option])).Items.Count);
            Assert.Equal(TooManyDraws, harness.Ask([.. draw.Split(' '), $"-{DrawsMax + 1}", option]));
        }
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
