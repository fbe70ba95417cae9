using System.Linq;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>What each policy drops, by table.</summary>
public sealed class ChoiceTests
{
    // segment, TTL bucket, queue, order, expiry, live items, live bytes
    private const string Four = "7 1 m 30 900 9 90 | 3 1 m 20 500 2 20 | 5 2 m 10 700 5 50 | 9 2 m 40 500 2 20";

    [Theory]
    [InlineData("", 0u, 0)]
    [InlineData(Four, 0u, 7)]
    [InlineData(Four, 3u, 9)]
    [InlineData(Four, 6u, 5)]
    [InlineData(Four, uint.MaxValue, 9)]
    public void Random_TakesAny(string settled, uint random, int victim) =>
        Assert.Equal(victim, RandomEviction.Choose(Summaries.Parse(settled), random));

    [Theory]
    [InlineData("", 0u, 0)]
    [InlineData(Four, 0u, 3)]
    [InlineData(Four, 1u, 3)]
    [InlineData(Four, 2u, 5)]
    [InlineData(Four, 3u, 5)]
    [InlineData("1 8 m 9 0 1 1 | 2 4 m 5 0 1 1", 0u, 1)]
    public void RandomFifo_TakesTheOldestOfABucketDrawnByItsSegments(string settled, uint random, int victim) =>
        Assert.Equal(victim, RandomFifoEviction.Choose(Summaries.Parse(settled), random));

    [Fact]
    public void RandomFifo_DrawsABucketAsOftenAsItHasSegments()
    {
        SegmentSummary[] settled = Summaries.Parse("1 1 m 1 0 1 1 | 2 1 m 2 0 1 1 | 3 1 m 3 0 1 1 | 4 9 m 4 0 1 1");
        int[] victims = Enumerable.Range(0, 400).Select(random => RandomFifoEviction.Choose(settled, (uint)random)).ToArray();
        Assert.Equal((300, 100), (victims.Count(victim => victim == 1), victims.Count(victim => victim == 4)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(Four, 5)]
    [InlineData("4 0 m 8 1 1 1", 4)]
    public void Fifo_TakesTheFirstInLine(string settled, int victim) =>
        Assert.Equal(victim, FifoEviction.Choose(Summaries.Parse(settled)));

    [Theory]
    [InlineData("", 0)]
    [InlineData(Four, 3)]
    [InlineData("4 0 m 8 9223372036854775807 1 1 | 2 0 m 9 100 1 1", 2)]
    [InlineData("4 0 m 8 9223372036854775807 1 1 | 2 0 m 7 9223372036854775807 1 1", 2)]
    public void Cte_TakesTheOneWhoseLastItemExpiresFirst(string settled, int victim) =>
        Assert.Equal(victim, ClosestExpiryEviction.Choose(Summaries.Parse(settled)));

    [Theory]
    [InlineData("", 0)]
    [InlineData(Four, 3)]
    [InlineData("4 0 m 1 0 900 901 | 2 0 m 2 0 1 900", 2)]
    public void Util_TakesTheOneWithTheFewestLiveBytes(string settled, int victim) =>
        Assert.Equal(victim, UtilEviction.Choose(Summaries.Parse(settled)));

    [Theory]
    [InlineData("", 0, 0, 0)]
    [InlineData("1 0 m 1 0 1 1 | 2 0 s 5 0 1 1 | 3 0 s 4 0 1 1", 2, 21, 1)]
    [InlineData("1 0 m 1 0 1 1 | 2 0 s 5 0 1 1 | 3 0 s 4 0 1 1", 2, 20, 3)]
    [InlineData("1 0 m 1 0 1 1 | 2 0 s 5 0 1 1 | 3 0 s 4 0 1 1", 2, 3, 3)]
    [InlineData("1 0 m 2 0 1 1 | 2 0 m 1 0 1 1", 9, 10, 2)]
    [InlineData("1 0 s 2 0 1 1 | 2 0 s 1 0 1 1", 2, 100, 2)]
    public void TwoQueues_GoThroughTheSmallOneWhileItHoldsATenth(string settled, int smallHeld, int held, int victim)
    {
        SegmentSummary[] summaries = Summaries.Parse(settled);
        Assert.Equal(victim, S3FifoEviction.Choose(summaries, smallHeld, held));
        Assert.Equal(victim, MergeEviction.Choose(summaries, smallHeld, held, SmallQueueShare.Start));
    }

    [Theory]
    [InlineData("small", 0, false, 0)]
    [InlineData("small", 1, false, 0)]
    [InlineData("small", 2, true, 0)]
    [InlineData("main", 0, false, 0)]
    [InlineData("main", 1, true, 0)]
    [InlineData("main", 3, true, 2)]
    [InlineData("main", 127, true, 2)]
    public void S3Fifo_KeepsWhatWasRead_AndCountsItsReadsDown(string queue, int reads, bool keeps, int left)
    {
        SegmentQueue from = queue == "small" ? SegmentQueue.Small : SegmentQueue.Main;
        Assert.Equal(keeps, S3FifoEviction.Keeps(from, reads));
        if (keeps)
        {
            Assert.Equal(left, S3FifoEviction.ReadsLeft(from, reads));
        }
    }

    [Theory]
    [InlineData(1, 100, false)]
    [InlineData(2, 100, true)]
    [InlineData(2, 200, false)]
    [InlineData(1, 99, true)]
    public void Merge_KeepsWhatIsReadOftenForItsSize(int reads, int size, bool keeps)
    {
        using SmallQueueShare share = new(heapBytes: 1 << 20);
        MergeSieve sieve = new(new MergeCutoff(0.25, 1000), meanSize: 100, SegmentQueue.Small, share);
        Assert.Equal(keeps, sieve.Keeps(reads, size));
        Assert.Equal(0, sieve.ReadsLeft(reads));
    }
}
