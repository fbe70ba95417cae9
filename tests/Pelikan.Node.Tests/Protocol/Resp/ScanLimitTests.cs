using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Node.Protocol;
using Pelikan.Node.Tests.Protocol.Resp.Collections;
using Pelikan.Node.Tests.Protocol.Resp.Sets;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>Requests that look at much: pages end where they have cost enough, and what cannot be cut is refused.</summary>
public sealed class ScanLimitTests
{
    private const string PatternTooLong = "-ERR pattern is too long: at most 1024 bytes\r\n";
    private const string KeysTooLong = "-ERR KEYS would take too long: use SCAN\r\n";
    private const string RandomTooLong = "-ERR RANDOMKEY would take too long, the table is nearly empty: use SCAN\r\n";
    private const string TooManyNames = "-ERR too many names in one command (1024)\r\n";
    private const string AllAtOnce = "1000000000";
    private const int LooksPerPageMax = 16_384;

    private static readonly string Prefix = new('k', 200);

    /// <summary>With <see cref="Prefix"/> it takes some eight thousand steps.</summary>
    private static readonly string Dear = $"*{new string('k', 60)}b";

    [Theory]
    [InlineData("KEYS")]
    [InlineData("COMMAND LIST FILTERBY PATTERN")]
    [InlineData("SCAN 0 MATCH")]
    [InlineData("SSCAN s 0 MATCH")]
    [InlineData("HSCAN h 0 MATCH")]
    [InlineData("ZSCAN z 0 COUNT 10 MATCH")]
    public void A_long_pattern_is_refused(string command)
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        harness.Send(Encode("SADD", "s", "a") + Encode("HSET", "h", "a", "1") + Encode("ZADD", "z", "1", "a"));
        string[] words = command.Split(' ');
        Assert.StartsWith("*", harness.Send(Encode([.. words, new string('p', 1024)])), StringComparison.Ordinal);
        Assert.Equal(PatternTooLong, harness.Send(Encode([.. words, new string('p', 1025)])));
    }

    [Theory]
    [InlineData("INFO", 1024)]
    [InlineData("DOCS", 2048)]
    public void So_many_names_are_looked_up_and_no_more(string subcommand, int elements)
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        string[] names = [.. Enumerable.Repeat("get", 1024)];
        Assert.Equal(elements, ReplyTree.Parse(harness.Send(Encode(["COMMAND", subcommand, .. names]))).Items.Count);
        Assert.Equal(TooManyNames, harness.Send(Encode(["COMMAND", subcommand, .. names, "get"])));
    }

    [Theory]
    [InlineData("SADD", "SSCAN")]
    [InlineData("HSET", "HSCAN")]
    [InlineData("ZADD", "ZSCAN")]
    public void A_page_of_a_collection_ends_whatever_its_count(string add, string scan)
    {
        const int Size = 35_000;
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        Add(harness, add, Enumerable.Range(0, Size).Select(Name));
        List<List<string>> pages = Pages(harness, scan, "*");
        Assert.Equal(3, pages.Count);
        Assert.All(pages, page => Assert.InRange(page.Count, 1, LooksPerPageMax + 200));
        Assert.Equal(Enumerable.Range(0, Size).Select(Name).Order(), pages.SelectMany(page => page).Order());
    }

    [Theory]
    [InlineData("SADD", "SSCAN")]
    [InlineData("HSET", "HSCAN")]
    [InlineData("ZADD", "ZSCAN")]
    public void A_page_of_a_collection_ends_sooner_with_a_dear_pattern(string add, string scan)
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        Add(harness, add, Enumerable.Range(0, 2000).Select(number => Prefix + Name(number)));
        Add(harness, add, Enumerable.Range(0, 2000).Select(number => $"{Prefix}b{Name(number)}"));
        Assert.Single(Pages(harness, scan, "k*0"));
        List<List<string>> pages = Pages(harness, scan, $"{Dear}*");
        Assert.InRange(pages.Count, 5, 500);
        Assert.Equal(Enumerable.Range(0, 2000).Select(number => $"{Prefix}b{Name(number)}").Order(), pages.SelectMany(page => page).Order());
    }

    [Fact]
    public void A_page_of_the_keys_ends_whatever_its_count()
    {
        const int Size = 20_000;
        using SharedPartitions partitions = new(writers: 1);
        StoreSession session = partitions.NewSession();
        session.Ask(["MSET", .. Enumerable.Range(0, Size).SelectMany(number => new[] { Name(number), "v" })]);
        List<List<string>> pages = Pages(session, "*");
        Assert.Equal(2, pages.Count);
        Assert.InRange(pages[0].Count, LooksPerPageMax, LooksPerPageMax + 500);
        Assert.Equal(Enumerable.Range(0, Size).Select(Name).Order(), pages.SelectMany(page => page).Order());
    }

    [Fact]
    public void A_page_of_the_keys_ends_sooner_with_a_dear_pattern_and_keys_is_refused()
    {
        using SharedPartitions partitions = new(writers: 1);
        StoreSession session = partitions.NewSession();
        session.Ask(["MSET", .. Enumerable.Range(0, 4000).SelectMany(number => new[] { Prefix + Name(number), "v" })]);
        Assert.Single(Pages(session, "k*0"));
        Assert.InRange(Pages(session, Dear).Count, 10, 500);
        Assert.StartsWith("*4000\r\n", session.Ask("KEYS", "*"), StringComparison.Ordinal);
        Assert.StartsWith("*400\r\n", session.Ask("KEYS", "k*0"), StringComparison.Ordinal);
        Assert.Equal(KeysTooLong, session.Ask("KEYS", Dear));
    }

    [Fact]
    public void Nothing_is_walked_for_a_key_where_there_is_none()
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        harness.Model.Heads = 1 << 22;
        Assert.Equal("$-1\r\n", harness.Send(Encode("RANDOMKEY")));
        Assert.Equal("*0\r\n", harness.Send(Encode("KEYS", "*")));
        Assert.Equal(0, harness.Model.Scans);
    }

    [Fact]
    public void A_table_that_is_nearly_empty_is_not_walked_wholly()
    {
        TextHarness harness = new(protocols: ProtocolSet.Resp);
        harness.Send(Encode("SET", "k", "v"));
        harness.Model.Heads = 1 << 20;
        Assert.Equal(KeysTooLong, harness.Send(Encode("KEYS", "*")));

        // One walk in four comes by.
        string[] replies = [.. Enumerable.Range(0, 40).Select(_ => harness.Send(Encode("RANDOMKEY")))];
        Assert.All(replies, reply => Assert.True(reply == Bulk("k") || reply == RandomTooLong, reply));
        Assert.Contains(RandomTooLong, replies);
        harness.Model.Heads = 1 << 18;
        Assert.Equal(Bulk("k"), harness.Send(Encode("RANDOMKEY")));
        Assert.Equal($"*1\r\n{Bulk("k")}", harness.Send(Encode("KEYS", "*")));
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Add(TextHarness harness, string command, IEnumerable<string> members)
    {
        string[] words = [.. members.SelectMany(member => command == "SADD" ? [member] : command == "HSET" ? new[] { member, "1" } : ["1", member])];
        Assert.StartsWith(":", harness.Send(Encode([command, "key", .. words])), StringComparison.Ordinal);
    }

    /// <summary>The members of each page of a scan that asks for all at once.</summary>
    private static List<List<string>> Pages(TextHarness harness, string scan, string pattern) =>
        Pages(cursor => harness.Send(Encode(scan, "key", cursor, "MATCH", pattern, "COUNT", AllAtOnce)), scan == "SSCAN" ? 1 : 2);

    /// <summary>The keys of each page.</summary>
    private static List<List<string>> Pages(StoreSession session, string pattern) =>
        Pages(cursor => session.Ask("SCAN", cursor, "MATCH", pattern, "COUNT", AllAtOnce), 1);

    private static List<List<string>> Pages(Func<string, string> ask, int wordsPerElement)
    {
        List<List<string>> pages = [];
        string cursor = "0";
        do
        {
            ReplyTree page = ReplyTree.Parse(ask(cursor));
            cursor = page.Items[0].Text;
            pages.Add([.. page.Items[1].Items.Select(item => item.Text).Where((_, at) => at % wordsPerElement == 0)]);
        }
        while (cursor != "0");
        return pages;
    }
}
