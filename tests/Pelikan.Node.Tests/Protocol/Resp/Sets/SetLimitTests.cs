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
        TextHarness harness = NewHarness();
        string[] members = [.. Enumerable.Range(0, Size).Select(number => $"m{number}")];
        Ask(harness, ["SADD", "s", .. members]);
        Ask(harness, ["SADD", "other", .. members.Select(member => $"{member}x")]);

        // What is subtracted shares nothing with the first, so that something is left to look for.
        string[] few = ["s", .. Enumerable.Repeat(isEmptied ? "other" : "s", 15)];
        string[] many = [.. few, isEmptied ? "other" : "s"];
        Assert.Equal(Size, ReplyTree.Parse(Ask(harness, [command, .. few])).Items.Count);
        Assert.Equal(TooMany, Ask(harness, [command, .. many]));
        Assert.Equal(TooMany, Ask(harness, [$"{command}STORE", "d", .. many]));
        Assert.Equal(":0\r\n", Ask(harness, "SCARD", "d"));
    }

    [Fact]
    public void A_result_of_so_many_bytes_is_told_and_no_more()
    {
        TextHarness harness = NewHarness();
        string[] sets = [.. Enumerable.Range(0, 9).Select(number => $"s{number}")];
        foreach (string set in sets)
        {
            Ask(harness, "SADD", set, set + new string('m', 1_000_000));
        }

        Assert.Equal(8, ReplyTree.Parse(Ask(harness, ["SUNION", .. sets[1..]])).Items.Count);
        Assert.Equal(TooLong, Ask(harness, ["SUNION", .. sets]));
        Assert.Equal(TooLong, Ask(harness, ["ZUNION", "9", .. sets]));
        Ask(harness, "SADD", "s", new string('m', 1000));
        Assert.Equal(8000, ReplyTree.Parse(Ask(harness, "SRANDMEMBER", "s", "-8000")).Items.Count);
        Assert.Equal(TooLong, Ask(harness, "SRANDMEMBER", "s", "-8400"));
    }

    [Theory]
    [InlineData("SUNIONSTORE")]
    [InlineData("ZUNIONSTORE")]
    public void A_result_that_no_item_can_hold_is_not_made_to_its_end(string command)
    {
        const int Size = 8000;
        TextHarness harness = NewHarness();
        foreach (string set in new[] { "a", "b" })
        {
            Ask(harness, ["SADD", set, .. Enumerable.Range(0, Size).Select(number => $"{set}{number:D100}")]);
        }

        // All of them would be too many to look at; two are too large.
        string[] sets = ["a", .. Enumerable.Repeat("b", 20)];
        Assert.Equal(TooLarge, Ask(harness, command == "SUNIONSTORE" ? [command, "d", .. sets] : [command, "d", "21", .. sets]));
        Assert.Equal(":0\r\n", Ask(harness, "EXISTS", "d"));
        Assert.Equal(1, harness.Count(RespMetric.ValueTooLarge));
    }

    [Theory]
    [InlineData("SADD key m", "SRANDMEMBER key", "")]
    [InlineData("ZADD key 1 m", "ZRANDMEMBER key", "WITHSCORES")]
    [InlineData("HSET key m v", "HRANDFIELD key", "WITHVALUES")]
    public void So_many_draws_are_made_and_no_more(string add, string draw, string option)
    {
        const int DrawsMax = 131_072;
        TextHarness harness = NewHarness();
        Ask(harness, add.Split(' '));
        Assert.Equal(DrawsMax, ReplyTree.Parse(Ask(harness, [.. draw.Split(' '), $"-{DrawsMax}"])).Items.Count);
        Assert.Equal(TooManyDraws, Ask(harness, [.. draw.Split(' '), $"-{DrawsMax + 1}"]));
        if (option.Length > 0)
        {
            Assert.Equal(2 * DrawsMax, ReplyTree.Parse(Ask(harness, [.. draw.Split(' '), $"-{DrawsMax}", option])).Items.Count);
            Assert.Equal(TooManyDraws, Ask(harness, [.. draw.Split(' '), $"-{DrawsMax + 1}", option]));
        }
    }

    [Fact]
    public void Without_memory_changes_are_refused_and_nothing_is_half_done()
    {
        TextHarness harness = NewHarness();
        Ask(harness, "SADD", "s", "a", "b");
        Ask(harness, "SADD", "t", "c");
        Ask(harness, "ZADD", "z", "1", "a", "2", "b");
        harness.Model.OutOfSpace = true;
        foreach (string request in new[]
        {
            "SADD s x", "SREM s a", "SPOP s", "SPOP s 1", "SMOVE s t a", "SUNIONSTORE d s", "ZADD z 3 c", "ZINCRBY z 1 a", "ZADD z INCR 1 a", "ZREM z a", "ZPOPMIN z", "ZPOPMAX z 1",
            "ZMPOP 1 z MIN", "ZREMRANGEBYRANK z 0 0", "ZUNIONSTORE d 1 z", "ZRANGESTORE d z 0 -1", "BADD b x 1",
        })
        {
            Assert.Equal(OutOfMemory, Ask(harness, request.Split(' ')));
        }

        Assert.Equal(":2\r\n", Ask(harness, "SCARD", "s"));
        Assert.Equal(":1\r\n", Ask(harness, "SCARD", "t"));
        Assert.Equal("*4\r\n$1\r\na\r\n$1\r\n1\r\n$1\r\nb\r\n$1\r\n2\r\n", Ask(harness, "ZRANGE", "z", "0", "-1", "WITHSCORES"));
        // What takes a key away as a whole needs no memory.
        Assert.Equal("*[$a $b]", ReplyTree.Parse(Ask(harness, "SPOP", "s", "2")).Sorted().ToString());
        Assert.Equal(":0\r\n", Ask(harness, "SCARD", "s"));
    }

    private static TextHarness NewHarness() => new(new ProtocolLimits(), 1 << 20, ProtocolSet.Resp);

    private static string Ask(TextHarness harness, params string[] words) => harness.Send(RespConversation.Encode(words));
}
