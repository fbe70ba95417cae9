using System;
using System.Linq;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Segments;

public sealed class SegmentShareTests
{
    private const int SegmentBytes = 4096;

    [Theory]
    [InlineData(16, new[] { 1 }, new[] { 16 })]
    [InlineData(16, new[] { 1, 1, 1 }, new[] { 5, 5, 6 })]
    [InlineData(100, new[] { 3, 1 }, new[] { 75, 25 })]
    [InlineData(7, new[] { 1, 1, 1 }, new[] { 2, 2, 3 })]
    public void Dues_FollowTheWeights_AndAddUpToThePool(int count, int[] weights, int[] dues)
    {
        using SegmentPool pool = NewPool(count);
        SegmentShare[] shares = [.. weights.Select(weight => Join(pool, weight))];
        Assert.Equal(dues, shares.Select(share => share.Due));
        Assert.Equal(count, shares.Sum(share => share.Due));
    }

    [Fact]
    public void Leaving_DealsTheRestAnewAtOnce()
    {
        using SegmentPool pool = NewPool(12);
        SegmentShare first = Join(pool);
        SegmentShare second = Join(pool);
        SegmentShare third = Join(pool);
        pool.Shares.Leave(second);
        pool.Shares.Leave(second);
        Assert.Equal((6, 0, 6), (first.Due, second.Due, third.Due));
        Assert.Equal(2, pool.Partitions);
    }

    [Fact]
    public void APoolTooSmallForOneMore_SaysSo_AndLeavesTheOthersAsTheyWere()
    {
        using SegmentPool pool = NewPool(5);
        SegmentShare first = Join(pool);
        SegmentShare second = Join(pool);
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => Join(pool));
        Assert.Contains("a pool of 5 segments leaves fewer than 2 for one of 3 partitions", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((2, 3), (first.Due, second.Due));
    }

    [Fact]
    public void Alone_TakesTheWholePool_ButWhatIsLeftToMerges()
    {
        using SegmentPool pool = NewPool(8);
        SegmentShare share = Join(pool);
        Assert.Equal(7, TakeAll(share, leave: 1));
        Assert.Equal(0, pool.Headroom);
        Assert.NotEqual(0, share.TryTakeToEvict());
        Assert.Equal((8, 0), (share.Held, pool.Free));
        Assert.Equal(0, share.TryTakeToEvict());
    }

    [Fact]
    public void BeyondItsDue_APartitionStopsAtTheHeadroom_WhichOneBelowItsDueTakes()
    {
        using SegmentPool pool = NewPool(256);
        SegmentShare greedy = Join(pool);
        SegmentShare modest = Join(pool);
        Assert.Equal(256 / 64, pool.Headroom);
        Assert.Equal(256 - pool.Headroom, TakeAll(greedy));
        Assert.Equal((0, pool.Headroom), (greedy.Available(0, 0), modest.Available(0, 0)));
        Assert.Equal(pool.Headroom, TakeAll(modest));
        Assert.Equal(-pool.Headroom, greedy.Available(0, 0));
        Assert.Equal(0, modest.Available(0, 0));
    }

    [Fact]
    public void WhoNeverEvicts_StaysWithinItsDue()
    {
        using SegmentPool pool = NewPool(64);
        SegmentShare share = Join(pool, mayExceed: false);
        Join(pool);
        Assert.Equal(32, TakeAll(share));
        Assert.Equal(32, pool.Free);
    }

    private static SegmentPool NewPool(int count) => new((long)count * SegmentBytes, SegmentBytes);

    private static SegmentShare Join(SegmentPool pool, int weight = 1, bool mayExceed = true)
    {
        SegmentShare share = new(pool, weight, mayExceed);
        pool.Shares.Join(share);
        return share;
    }

    private static int TakeAll(SegmentShare share, int leave = 0)
    {
        int taken = 0;
        while (share.TryTake(leave) != 0)
        {
            taken++;
        }

        return taken;
    }
}
