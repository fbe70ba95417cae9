using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Node.Protocol;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>SPOP, SRANDMEMBER and ZRANDMEMBER: what is random about them.</summary>
public sealed class SetRandomTests
{
    public static TheoryData<int> Sizes => [1, 2, 64, 65, 5000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_spop_gives_is_gone_and_the_rest_is_there(int size)
    {
        TextHarness harness = TextHarness.Resp();
        HashSet<string> left = [.. AddSet(harness, size)];
        foreach (string count in new[] { "1", Text((size / 2) + 1), Text(size) })
        {
            int expected = Math.Min(int.Parse(count, CultureInfo.InvariantCulture), left.Count);
            List<string> popped = Texts(harness, "SPOP", "s", count);
            Assert.Equal(expected, popped.Count);
            Assert.All(popped, member => Assert.True(left.Remove(member), $"{member} is given twice, or is no member"));
            Assert.Equal(left.Order(), Texts(harness, "SMEMBERS", "s").Order());
        }

        Assert.Empty(left);
        Assert.Equal(":0\r\n", harness.Ask("EXISTS", "s"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_positive_count_gives_different_members_and_takes_none(int size)
    {
        TextHarness harness = TextHarness.Resp();
        string[] members = AddSet(harness, size);
        AddSorted(harness, size);
        foreach (int count in new[] { 1, size / 2, size - 1, size, size + 1 })
        {
            foreach (string[] words in new string[][] { ["SRANDMEMBER", "s", Text(count)], ["ZRANDMEMBER", "z", Text(count)] })
            {
                List<string> given = Texts(harness, words);
                Assert.Equal(Math.Min(count, size), given.Distinct().Count());
                Assert.Equal(given.Count, given.Distinct().Count());
                Assert.Empty(given.Except(members));
            }
        }

        Assert.Equal($":{size}\r\n", harness.Ask("SCARD", "s"));
        Assert.Equal($":{size}\r\n", harness.Ask("ZCARD", "z"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_negative_count_gives_as_many_draws(int size)
    {
        TextHarness harness = TextHarness.Resp();
        string[] members = AddSet(harness, size);
        AddSorted(harness, size);
        List<string> drawn = Texts(harness, "SRANDMEMBER", "s", "-3000");
        Assert.Equal(3000, drawn.Count);
        Assert.Empty(drawn.Except(members));
        List<string> pairs = Texts(harness, "ZRANDMEMBER", "z", "-300", "WITHSCORES");
        Assert.Equal(600, pairs.Count);
        for (int at = 0; at < pairs.Count; at += 2)
        {
            Assert.Equal(pairs[at], $"m{pairs[at + 1]}");
        }
    }

    [Fact]
    public void Every_member_has_its_turn()
    {
        const int Size = 70;
        const int Draws = 7000;
        TextHarness harness = TextHarness.Resp();
        string[] members = AddSet(harness, Size);
        Dictionary<string, int> drawn = members.ToDictionary(member => member, _ => 0);
        foreach (string member in Texts(harness, "SRANDMEMBER", "s", Text(-Draws)))
        {
            drawn[member]++;
        }

        for (int turn = 0; turn < Draws; turn++)
        {
            drawn[Texts(harness, "SRANDMEMBER", "s", "1")[0]]++;
        }

        // Twice a hundred each, with a deviation of 14: less than sixty or more than four hundred happens to nobody.
        Assert.All(drawn, pair => Assert.InRange(pair.Value, 60, 400));
    }

    private static string[] AddSet(TextHarness harness, int size)
    {
        string[] members = [.. Enumerable.Range(0, size).Select(number => $"m{number}")];
        Assert.Equal($":{size}\r\n", harness.Ask(["SADD", "s", .. members]));
        return members;
    }

    private static void AddSorted(TextHarness harness, int size) =>
        Assert.Equal($":{size}\r\n", harness.Ask(["ZADD", "z", .. Enumerable.Range(0, size).SelectMany(number => new[] { Text(number), $"m{number}" })]));

    private static List<string> Texts(TextHarness harness, params string[] words)
    {
        ReplyTree reply = ReplyTree.Parse(harness.Ask(words));
        Assert.False(reply.IsError, reply.ToString());
        return [.. reply.Items.Select(item => item.Text)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
