using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.Protocol.Resp.Sets;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>The table of members beside a dictionary.</summary>
public sealed class MemberTableTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 200)]
    [InlineData(3, 20_000)]
    public void It_holds_what_a_dictionary_holds(int seed, int size)
    {
        Random random = new(seed);
        MemberTable table = new();
        for (int use = 0; use < 3; use++)
        {
            table.Begin(int.MaxValue);
            Dictionary<string, double> model = [];
            for (int step = 0; step < size; step++)
            {
                string member = $"m{random.Next(size)}";
                double score = random.Next(20) - 10;
                int ordinal = table.Find(Bytes(member));
                Assert.Equal(model.ContainsKey(member), ordinal >= 0 && !table.IsRemoved(ordinal));
                if (ordinal < 0)
                {
                    Assert.True(table.TryAdd(Bytes(member), score));
                    model[member] = score;
                }
                else if (random.Next(4) == 0)
                {
                    table.Remove(ordinal);
                    model.Remove(member);
                }
                else if (!table.IsRemoved(ordinal))
                {
                    table.SetScore(ordinal, score);
                    model[member] = score;
                }
            }

            Assert.Equal(model.Count, table.Living);
            Assert.Equal(
                model.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)),
                Read(table, table.InOrderOfScores()));
        }
    }

    [Fact]
    public void It_takes_as_many_bytes_as_it_is_told_and_no_more()
    {
        MemberTable table = new();
        table.Begin(10);
        Assert.True(table.TryAdd("12345"u8, 1));
        Assert.False(table.TryAdd("123456"u8, 1));
        Assert.True(table.TryAdd("54321"u8, 1));
        Assert.True(table.TryAdd(""u8, 1));
        Assert.False(table.TryAdd("x"u8, 1));
        Assert.Equal(3, table.Living);
        Assert.Equal(2, table.Find(""u8));
    }

    [Fact]
    public void It_gives_large_arrays_back()
    {
        MemberTable table = new();
        table.Begin(int.MaxValue);
        Assert.True(table.TryAdd(new byte[MemberTable.BytesKeptMax + 1], 1));
        table.GiveBack();
        Assert.Equal(0, table.Living);
        table.Begin(int.MaxValue);
        Assert.Equal(-1, table.Find("x"u8));
        Assert.True(table.TryAdd("x"u8, 2));
        Assert.Equal(("x", 2), Read(table, table.InOrderAdded()).Single());
    }

    private static List<(string Member, double Score)> Read(MemberTable table, ReadOnlySpan<int> ordinals)
    {
        List<(string Member, double Score)> members = [];
        foreach (int ordinal in ordinals)
        {
            members.Add((Encoding.Latin1.GetString(table.Member(ordinal)), table.Score(ordinal)));
        }

        return members;
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
