using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.Wire;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>What holds for lists and hashes alike: their expiry, a store without room, replies without end, and no allocation.</summary>
public sealed class CollectionTests
{
    private readonly TextHarness _harness = new(new ProtocolLimits(), protocols: ProtocolSet.Resp);

    [Fact]
    public void AChange_KeepsTheExpiry()
    {
        Instant expiry = _harness.Now.PlusSeconds(100);
        Ask("RPUSH", "l", "a", "b", "c");
        Ask("HSET", "h", "f", "1");
        Item("l").Expiry = expiry;
        Item("h").Expiry = expiry;
        foreach (string command in new[] { "RPUSH l d", "LPOP l", "LSET l 0 x", "LINSERT l BEFORE x y", "LREM l 1 y", "LTRIM l 0 5", "RPOPLPUSH l l", "HSET h g 2", "HINCRBY h f 1", "HINCRBYFLOAT h f 1", "HDEL h g" })
        {
            Assert.False(Ask(command.Split(' ')).StartsWith('-'), command);
            Assert.Equal(expiry, Item("l").Expiry);
            Assert.Equal(expiry, Item("h").Expiry);
        }

        Ask("RPUSH", "new", "a");
        Ask("RPOPLPUSH", "new", "l");
        Assert.Equal(expiry, Item("l").Expiry);
        _harness.Now = expiry;
        Assert.Equal(Int(0), Ask("LLEN", "l"));
        Assert.Equal(Int(1), Ask("RPUSH", "l", "a"));
        Assert.Equal(Instant.Never, Item("l").Expiry);
    }

    [Fact]
    public void WithoutRoom_NothingIsChanged_AndWhatNeedsNoneIsDone()
    {
        Ask("RPUSH", "l", "a", "b");
        Ask("RPUSH", "one", "a");
        Ask("HSET", "h", "f", "1");
        _harness.Model.OutOfSpace = true;
        foreach (string command in new[] { "RPUSH l c", "LPUSH new c", "LPOP l", "LPOP l 1", "LMPOP 2 none l LEFT", "LSET l 0 x", "LREM l 0 a", "LTRIM l 0 0", "RPOPLPUSH l l", "LMOVE l m LEFT LEFT", "HSET h f 2", "HSETNX h g 2", "HINCRBY h f 1", "HINCRBYFLOAT h f 1" })
        {
            Assert.Equal(NoSpace, Ask(command.Split(' ')));
        }

        Assert.Equal(Bulks("a", "b"), Ask("LRANGE", "l", "0", "-1"));
        Assert.Equal(Bulks("f", "1"), Ask("HGETALL", "h"));
        Assert.Equal(Int(0), Ask("HSETNX", "h", "f", "2"));
        Assert.Equal(Bulk("a"), Ask("LPOP", "one"));
        Assert.Equal(Int(1), Ask("HDEL", "h", "f"));
        Assert.Equal(Int(0), Ask("HLEN", "h"));
    }

    [Fact]
    public void AMove_ThatFindsNoRoom_PutsTheElementBack()
    {
        Ask("RPUSH", "a", "x", "y");
        Ask("RPUSH", "b", "1", "2");
        _harness.Model.ValueBytesMax = 5;
        Assert.Equal(TooLarge, Ask("LMOVE", "a", "b", "LEFT", "LEFT"));
        Assert.Equal(TooLarge, Ask("RPOPLPUSH", "a", "b"));
        Assert.Equal(Bulks("x", "y"), Ask("LRANGE", "a", "0", "-1"));
        Assert.Equal(Bulks("1", "2"), Ask("LRANGE", "b", "0", "-1"));
    }

    [Fact]
    public void AReplyOfMoreThanFits_IsAnsweredInParts()
    {
        const int Draws = 20_000;
        string value = new('v', 1000);
        Ask("HSET", "h", "f", value);
        Assert.Equal(Bulks(Enumerable.Repeat("f", Draws)), Ask("HRANDFIELD", "h", $"-{Draws}"));
        int drains = _harness.Drains;
        Assert.True(drains >= 2, "the draws were not answered in parts");
        Assert.Equal(Bulks(Enumerable.Repeat(value, 500)), Ask(["HMGET", "h", .. Enumerable.Repeat("f", 500)]));
        Assert.True(_harness.Drains >= drains + 5, "the fields were not answered in parts");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5000)]
    public void AScan_MeetsEveryFieldOnce(int count)
    {
        for (int i = 0; i < count; i += 100)
        {
            Ask(["HSET", "h", .. Enumerable.Range(i, Math.Min(100, count - i)).SelectMany(n => new[] { $"f{n}", $"v{n}" })]);
        }

        foreach (string[] options in new string[][] { [], ["COUNT", "1000"], ["MATCH", "f*7", "COUNT", "50"] })
        {
            List<string> met = [];
            string cursor = "0";
            do
            {
                string[] lines = Ask(["HSCAN", "h", cursor, .. options]).Split("\r\n");
                cursor = lines[2];
                met.AddRange(lines.Skip(5).Where((_, index) => index % 4 == 0 && index + 1 < lines.Length - 5));
            }
            while (cursor != "0");
            Assert.Equal(
                Enumerable.Range(0, count).Select(i => $"f{i}").Where(name => options.Length < 4 || name.EndsWith('7')).Order(), met.Order());
        }
    }

    [Fact]
    public void ASample_IsOfDifferentFields()
    {
        Ask(["HSET", "h", .. Enumerable.Range(0, 200).SelectMany(n => new[] { $"f{n}", $"v{n}" })]);
        HashSet<string> seen = [];
        for (int i = 0; i < 100; i++)
        {
            string[] fields = [.. Ask("HRANDFIELD", "h", "50").Split("\r\n").Where(line => line.StartsWith('f'))];
            Assert.Equal(50, fields.Distinct().Count());
            seen.UnionWith(fields);
        }

        Assert.Equal(200, seen.Count);
    }

    [Fact]
    public void CommandsInSteadyUse_AllocateNothing()
    {
        string[] lines =
        [
            "RPUSH l a b c", "LPUSH l x", "LPOP l", "RPOP l 2", "LRANGE l 0 -1", "LINDEX l 0", "LLEN l", "LSET l 0 y", "LMOVE l l LEFT RIGHT", "LMOVE l m LEFT RIGHT", "LPOP m",
            "HSET h f v g w", "HGET h f", "HMGET h f none", "HGETALL h", "HINCRBY h n 5", "HDEL h n", "HEXISTS h f", "HSCAN h 0", "HRANDFIELD h 2 WITHVALUES",
            "HGET big f77", "HSET big f77 v", "HDEL big f78", "HSET big f78 v", "HSCAN big 0 COUNT 10 MATCH f*",
        ];
        AllocationProbe<CacheProtocol> probe = new(
            new WorkerContext(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count)) { Protocols = ProtocolSet.Resp });
        probe.Serve(RespConversation.Encode(["HSET", "big", .. Enumerable.Range(0, 300).SelectMany(n => new[] { $"f{n}", "v" })]));

        // A key that goes and comes again would cost the model an item.
        probe.Serve(RespConversation.Encode("RPUSH", "m", "stays") + RespConversation.Encode("RPUSH", "l", "stays"));
        (int served, long allocated) = probe.Measure(string.Concat(lines.Select(line => RespConversation.Encode(line.Split(' ')))), rounds: 30);
        Assert.Equal(30 * lines.Length, served);
        Assert.Equal(0, probe.Errors);
        Assert.Equal(0, allocated);
    }

    private string Ask(params string[] words) => _harness.Ask(words);

    private ModelItem Item(string key)
    {
        Assert.True(_harness.Model.TryGet(Encoding.Latin1.GetBytes(key), _harness.Now, out ModelItem? item), string.Create(CultureInfo.InvariantCulture, $"{key} is not there"));
        return item;
    }
}
