using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>Several workers change the same sets in real partitions: nothing is lost, and nothing is there twice.</summary>
public sealed class SetRaceTests : IDisposable
{
    private const int SegmentBytes = 64 * 1024;
    private const int Segments = 1024;
    private const int Workers = 4;
    private const int MembersEach = 150;

    private static readonly Instant Now = new(5_000);

    private readonly SegmentPool _pool = new((long)Segments * SegmentBytes, SegmentBytes);
    private readonly Epoch _epoch = new();
    private readonly PartitionSet _partitions;
    private readonly RespWorker[] _workers;

    public SetRaceTests()
    {
        SegCacheOptions options = new() { HeapBytes = (long)Segments * SegmentBytes / 2, Eviction = EvictionKind.Merge, WritersMax = Workers };
        Maintainer maintainer = new(_epoch);
        _partitions = new PartitionSet(2, number => new SegPartition(options, _pool, _epoch, maintainer, hashSeed: (ulong)number));
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => new RespWorker(new RoutedStore(_partitions.Map, _epoch.Register()), Now))];
    }

    public void Dispose()
    {
        _partitions.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public void Whatever_is_added_is_popped_once()
    {
        List<string>[] popped = [.. Enumerable.Range(0, Workers).Select(_ => new List<string>())];
        Threaded.Run(Workers, thread =>
        {
            for (int step = 0; step < MembersEach; step++)
            {
                Assert.Equal(":1", _workers[thread].Ask("SADD", "s", $"{thread}-{step}").ToString());
                if (step % 3 == 0)
                {
                    popped[thread].AddRange(_workers[thread].Ask("SPOP", "s", "2").Items.Select(item => item.Text));
                }
            }
        });
        List<string> left = [.. _workers[0].Ask("SMEMBERS", "s").Items.Select(item => item.Text)];
        Assert.NotEmpty(left);
        Assert.Equal(All().Order(), popped.SelectMany(members => members).Concat(left).Order());
    }

    [Fact]
    public void Increments_add_up()
    {
        const int Members = 70;
        Threaded.Run(Workers, thread =>
        {
            for (int step = 0; step < 4 * Members; step++)
            {
                Assert.Equal('$', _workers[thread].Ask("ZINCRBY", "z", "0.25", $"m{(step + thread) % Members}").Type);
            }
        });
        ReplyTree all = _workers[0].Ask("ZRANGE", "z", "0", "-1", "WITHSCORES");
        Assert.Equal(2 * Members, all.Items.Count);
        Assert.All(Enumerable.Range(0, Members), member => Assert.Equal("4", all.Items[(2 * member) + 1].Text));
    }

    [Fact]
    public void The_lowest_is_popped_once()
    {
        List<string>[] popped = [.. Enumerable.Range(0, Workers).Select(_ => new List<string>())];
        Threaded.Run(Workers, thread =>
        {
            for (int step = 0; step < MembersEach; step++)
            {
                string score = step.ToString(CultureInfo.InvariantCulture);
                Assert.Equal(":1", _workers[thread].Ask("ZADD", "z", score, $"{thread}-{step}").ToString());
                if (step % 2 == 0)
                {
                    ReplyTree pairs = _workers[thread].Ask(step % 4 == 0 ? "ZPOPMIN" : "ZPOPMAX", "z");
                    popped[thread].AddRange(pairs.Items.Where((_, at) => at % 2 == 0).Select(item => item.Text));
                }
            }
        });
        IEnumerable<string> left = _workers[0].Ask("ZRANGE", "z", "0", "-1").Items.Select(item => item.Text);
        Assert.Equal(All().Order(), popped.SelectMany(members => members).Concat(left).Order());
    }

    [Fact]
    public void What_is_moved_back_and_forth_is_in_one_place()
    {
        string[] members = [.. Enumerable.Range(0, 80).Select(number => $"m{number}")];
        _workers[0].Ask(["SADD", "a", .. members]);
        Threaded.Run(Workers, thread =>
        {
            Random random = new(thread);
            for (int step = 0; step < 300; step++)
            {
                string member = members[random.Next(members.Length)];
                string reply = _workers[thread].Ask("SMOVE", step % 2 == 0 ? "a" : "b", step % 2 == 0 ? "b" : "a", member).ToString();
                Assert.True(reply is ":0" or ":1", reply);
            }
        });
        IEnumerable<string> there = _workers[0].Ask("SMEMBERS", "a").Items.Concat(_workers[0].Ask("SMEMBERS", "b").Items).Select(item => item.Text);
        Assert.Equal(members.Order(), there.Order());
    }

    private static IEnumerable<string> All() =>
        Enumerable.Range(0, Workers).SelectMany(thread => Enumerable.Range(0, MembersEach).Select(step => $"{thread}-{step}"));
}
