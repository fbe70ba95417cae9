using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>Several workers change the same sets in real partitions: nothing is lost, and nothing is there twice.</summary>
public sealed class SetRaceTests : IDisposable
{
    private const int Workers = 4;
    private const int MembersEach = 150;

    private readonly SharedPartitions _partitions = new(Workers + 1);
    private readonly StoreSession _outside;

    public SetRaceTests() => _outside = _partitions.NewSession();

    public void Dispose() => _partitions.Dispose();

    [Fact]
    public void Whatever_is_added_is_popped_once()
    {
        List<string>[] popped = [.. Enumerable.Range(0, Workers).Select(_ => new List<string>())];
        _partitions.Run(Workers, (thread, session) =>
        {
            for (int step = 0; step < MembersEach; step++)
            {
                Assert.Equal(":1", Ask(session, "SADD", "s", $"{thread}-{step}").ToString());
                if (step % 3 == 0)
                {
                    popped[thread].AddRange(Ask(session, "SPOP", "s", "2").Items.Select(item => item.Text));
                }
            }
        });
        List<string> left = [.. Ask(_outside, "SMEMBERS", "s").Items.Select(item => item.Text)];
        Assert.NotEmpty(left);
        Assert.Equal(All().Order(), popped.SelectMany(members => members).Concat(left).Order());
    }

    [Fact]
    public void Increments_add_up()
    {
        const int Members = 70;
        _partitions.Run(Workers, (thread, session) =>
        {
            for (int step = 0; step < 4 * Members; step++)
            {
                Assert.Equal('$', Ask(session, "ZINCRBY", "z", "0.25", $"m{(step + thread) % Members}").Type);
            }
        });
        ReplyTree all = Ask(_outside, "ZRANGE", "z", "0", "-1", "WITHSCORES");
        Assert.Equal(2 * Members, all.Items.Count);
        Assert.All(Enumerable.Range(0, Members), member => Assert.Equal("4", all.Items[(2 * member) + 1].Text));
    }

    [Fact]
    public void The_lowest_is_popped_once()
    {
        List<string>[] popped = [.. Enumerable.Range(0, Workers).Select(_ => new List<string>())];
        _partitions.Run(Workers, (thread, session) =>
        {
            for (int step = 0; step < MembersEach; step++)
            {
                string score = step.ToString(CultureInfo.InvariantCulture);
                Assert.Equal(":1", Ask(session, "ZADD", "z", score, $"{thread}-{step}").ToString());
                if (step % 2 == 0)
                {
                    ReplyTree pairs = Ask(session, step % 4 == 0 ? "ZPOPMIN" : "ZPOPMAX", "z");
                    popped[thread].AddRange(pairs.Items.Where((_, at) => at % 2 == 0).Select(item => item.Text));
                }
            }
        });
        IEnumerable<string> left = Ask(_outside, "ZRANGE", "z", "0", "-1").Items.Select(item => item.Text);
        Assert.Equal(All().Order(), popped.SelectMany(members => members).Concat(left).Order());
    }

    [Fact]
    public void What_is_moved_back_and_forth_is_in_one_place()
    {
        string[] members = [.. Enumerable.Range(0, 80).Select(number => $"m{number}")];
        Ask(_outside, ["SADD", "a", .. members]);
        _partitions.Run(Workers, (thread, session) =>
        {
            Random random = new(thread);
            for (int step = 0; step < 300; step++)
            {
                string member = members[random.Next(members.Length)];
                string reply = Ask(session, "SMOVE", step % 2 == 0 ? "a" : "b", step % 2 == 0 ? "b" : "a", member).ToString();
                Assert.True(reply is ":0" or ":1", reply);
            }
        });
        IEnumerable<string> there = Ask(_outside, "SMEMBERS", "a").Items.Concat(Ask(_outside, "SMEMBERS", "b").Items).Select(item => item.Text);
        Assert.Equal(members.Order(), there.Order());
    }

    private static IEnumerable<string> All() =>
        Enumerable.Range(0, Workers).SelectMany(thread => Enumerable.Range(0, MembersEach).Select(step => $"{thread}-{step}"));

    private static ReplyTree Ask(StoreSession session, params string[] words) => ReplyTree.Parse(session.Ask(words));
}
