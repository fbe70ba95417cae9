using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Conformance.Differential;

/// <summary>Scans from cursor to cursor, and random picks: the outcome is the same as that of redis-server, the way to it is not.</summary>
public sealed class SweepTests
{
    private const int Items = 500;
    private const int CallsMax = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Scans_find_the_same(int shards)
    {
        using RedisProcess redis = new();
        using ServerProcess server = Server(shards);
        using Peer ours = new(server.Port);
        using Peer theirs = new(redis.Port);
        foreach (Peer peer in (Peer[])[ours, theirs])
        {
            Fill(peer);
        }

        foreach (string sweep in (string[])
            ["SCAN", "SCAN MATCH key1*", "SCAN TYPE hash", "SCAN COUNT 3 TYPE string MATCH *9", "SCAN COUNT 1000", "SCAN MATCH nothing",
             "HSCAN hash", "HSCAN hash MATCH f1* COUNT 5", "SSCAN set", "SSCAN set COUNT 100 MATCH *2?", "ZSCAN zset", "ZSCAN zset COUNT 7 MATCH m*0"])
        {
            string here = string.Join(' ', Sweep(ours, sweep));
            Assert.Equal(string.Join(' ', Sweep(theirs, sweep)), here);
        }
    }

    [Theory]
    [InlineData("SRANDMEMBER", "set")]
    [InlineData("HRANDFIELD", "hash")]
    [InlineData("ZRANDMEMBER", "zset")]
    [InlineData("SPOP", "set")]
    public void Random_picks_are_of_what_is_there(string command, string key)
    {
        using ServerProcess server = Server(4);
        using Peer peer = new(server.Port);
        Fill(peer);
        HashSet<string> all = [.. Ask(peer, command == "HRANDFIELD" ? "HKEYS hash" : command == "ZRANDMEMBER" ? "ZRANGE zset 0 -1" : "SMEMBERS set").Children.Select(child => child.Text)];
        Assert.Equal(Items, all.Count);
        RespValue some = Ask(peer, $"{command} {key} 100");
        Assert.Equal(100, some.Children.Count);
        Assert.Equal(100, some.Children.Select(child => child.Text).Distinct().Count());
        Assert.All(some.Children, child => Assert.Contains(child.Text, all));
        Assert.Contains(Ask(peer, $"{command} {key}").Text, all);
        if (command == "SPOP")
        {
            Assert.Equal(Items - 101, Ask(peer, "SMEMBERS set").Children.Select(child => child.Text).Except(some.Children.Select(child => child.Text)).Count());
            return;
        }

        RespValue repeated = Ask(peer, $"{command} {key} -2000");
        Assert.Equal(2000, repeated.Children.Count);
        Assert.All(repeated.Children, child => Assert.Contains(child.Text, all));

        // Of 500 with the same chance, 2,000 picks leave 9 out.
        Assert.InRange(repeated.Children.Select(child => child.Text).Distinct().Count(), 400, Items);
    }

    private static ServerProcess Server(int shards) => new("rds", ("worker", "threads = 1"), ("seg", $"shards = {shards}\nheap_size = \"16MB\""));

    private static void Fill(Peer peer)
    {
        for (int number = 0; number < Items; number++)
        {
            string text = number.ToString(CultureInfo.InvariantCulture);
            Ask(peer, $"SET key{text} {text}");
            Ask(peer, $"HSET hash f{text} {text}");
            Ask(peer, $"SADD set {text}");
            Ask(peer, $"ZADD zset {text} m{text}");
        }
    }

    // Everything that a scan finds, from the first cursor to the last, without what it finds again.
    private static IReadOnlyList<string> Sweep(Peer peer, string sweep)
    {
        string[] words = sweep.Split(' ');
        int place = words[0] == "SCAN" ? 1 : 2;
        string cursor = "0";
        SortedSet<string> found = new(System.StringComparer.Ordinal);
        for (int calls = 0; calls < CallsMax; calls++)
        {
            RespValue reply = Ask(peer, string.Join(' ', [.. words[..place], cursor, .. words[place..]]));
            IEnumerable<string> elements = reply.Children[1].Children.Select(child => child.Text);
            found.UnionWith(words[0] is "HSCAN" or "ZSCAN" ? elements.Chunk(2).Select(pair => string.Join('=', pair)) : elements);
            cursor = reply.Children[0].Text;
            if (cursor == "0")
            {
                return [.. found];
            }
        }

        throw new Xunit.Sdk.XunitException($"{sweep} does not end within {CallsMax} calls");
    }

    private static RespValue Ask(Peer peer, string command)
    {
        peer.Send(RespDialect.Command(command.Split(' '), []).Head).Wait();
        RespValue reply = RespValue.Read(peer);
        Assert.False(reply.Type == '-', $"{command}: {reply.Text}");
        return reply;
    }
}
