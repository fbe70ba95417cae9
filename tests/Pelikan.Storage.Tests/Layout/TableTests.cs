using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Layout;

/// <summary>The pure functions of storage, by table.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData(-5L, 0)]
    [InlineData(0L, 0)]
    [InlineData(7L, 0)]
    [InlineData(8L, 1)]
    [InlineData(2_047L, 255)]
    [InlineData(2_048L, 256 + 16)]
    [InlineData(2_175L, 256 + 16)]
    [InlineData(2_176L, 256 + 17)]
    [InlineData(32_767L, 511)]
    [InlineData(32_768L, 512 + 16)]
    [InlineData(524_287L, 767)]
    [InlineData(524_288L, 768 + 16)]
    [InlineData(8_388_607L, 1023)]
    [InlineData(8_388_608L, 1023)]
    [InlineData(1_000_000_000L, 1023)]
    public void TtlBucket_ByTable(long seconds, int bucket)
    {
        Assert.Equal(bucket, TtlBuckets.TtlBuckets.IndexOf(seconds * 1000));
        Assert.Equal(bucket, TtlBuckets.TtlBuckets.IndexOf((seconds * 1000) + (seconds < 0 ? 0 : 999)));
    }

    [Fact]
    public void TtlBucket_OfNever_IsTheLast() => Assert.Equal(1023, TtlBuckets.TtlBuckets.IndexOf(long.MaxValue));

    [Fact]
    public void TtlBucket_NeverFallsAsTheTtlGrows()
    {
        int last = 0;
        for (long seconds = 0; seconds < 9_000_000; seconds += seconds < 40_000 ? 1 : 61)
        {
            int bucket = TtlBuckets.TtlBuckets.IndexOf(seconds * 1000);
            Assert.InRange(bucket, last, 1023);
            last = bucket;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Lanes_AreDistinctPerBucketAndWriter_AndKnowTheirBucket(int lanes)
    {
        TtlBuckets.TtlBuckets buckets = new(lanes);
        Assert.Equal(1024 * lanes, buckets.LaneCount);
        for (int writer = 0; writer < 9; writer++)
        {
            int lane = buckets.LaneOf(37, SegmentQueue.Main, writer);
            Assert.Equal((37 * lanes) + (writer % lanes), lane);
            Assert.Equal(37, buckets.BucketOf(lane));
        }
    }

    [Fact]
    public void Lanes_OfTwoQueues_LieBesideEachOther_AndKnowTheirQueue()
    {
        TtlBuckets.TtlBuckets buckets = new(lanes: 2, queues: 2);
        Assert.Equal((1024 * 4, 4), (buckets.LaneCount, buckets.LanesOfBucket));
        for (int writer = 0; writer < 3; writer++)
        {
            int main = buckets.LaneOf(37, SegmentQueue.Main, writer);
            int small = buckets.LaneOf(37, SegmentQueue.Small, writer);
            Assert.Equal(((37 * 4) + (writer % 2), (37 * 4) + 2 + (writer % 2)), (main, small));
            Assert.Equal((37, 37), (buckets.BucketOf(main), buckets.BucketOf(small)));
            Assert.Equal((SegmentQueue.Main, SegmentQueue.Small), (buckets.QueueOf(main), buckets.QueueOf(small)));
        }
    }

    [Theory]
    [InlineData(0, 0u, 0x81)]
    [InlineData(5, 3u, 0x86)]
    [InlineData(16, 9u, 0x80 | 17)]
    [InlineData(17, 34u, 0x80 | 18)]
    [InlineData(17, 35u, 0x80 | 17)]
    [InlineData(126, 126u, 0xFF)]
    [InlineData(126, 127u, 0x80 | 126)]
    [InlineData(127, 0u, 0xFF)]
    public void Frequency_OfARead_ByTable(int before, uint random, int after)
    {
        Assert.False(FrequencyCounter.IsCounted(before));
        Assert.Equal(after, FrequencyCounter.Touch(before, random));
        Assert.True(FrequencyCounter.IsCounted(after));
        Assert.Equal(after & 127, FrequencyCounter.Count(after));
        Assert.Equal(after & 127, FrequencyCounter.NextSecond(after));
    }

    [Fact]
    public void Cutoff_StaysWithinTolerance_AndFollowsBeyond()
    {
        MergeCutoff cutoff = new(0.25, 1000);
        cutoff.BeginSegment();
        Assert.Equal(1, cutoff.Value);
        cutoff.Count(75, kept: false);
        cutoff.Count(25, kept: true);
        Assert.Equal(1, cutoff.Value);
        cutoff.Count(75, kept: true);
        cutoff.Count(25, kept: true);
        Assert.Equal(2.5, cutoff.Value, 6);
        cutoff.BeginSegment();
        Assert.Equal(1.75, cutoff.Value, 6);
    }

    [Fact]
    public void Cutoff_BelowAStep_DoesNotMove()
    {
        MergeCutoff cutoff = new(0.25, 1000);
        cutoff.BeginSegment();
        cutoff.Count(99, kept: true);
        Assert.Equal(1, cutoff.Value);
    }

    [Fact]
    public void Cutoff_ThatKeptNothing_ComesBack()
    {
        MergeCutoff cutoff = new(0.25, 1000);
        cutoff.BeginSegment();
        cutoff.Count(100, kept: false);
        Assert.InRange(cutoff.Value, 0.01, 0.1);
        for (int i = 0; i < 9; i++)
        {
            cutoff.Count(100, kept: true);
        }

        Assert.InRange(cutoff.Value, 1, double.MaxValue);
    }

    [Theory]
    [InlineData(4, 100, 100.0, 4.0)]
    [InlineData(4, 200, 100.0, 2.0)]
    [InlineData(4, 50, 100.0, 8.0)]
    [InlineData(0, 50, 100.0, 0.0)]
    public void Score_IsReadsPerRelativeSize(int frequency, int size, double mean, double score) =>
        Assert.Equal(score, MergeCutoff.Score(frequency, size, mean), 6);

    [Theory]
    [InlineData("0", true, 0UL)]
    [InlineData("00", true, 0UL)]
    [InlineData("18446744073709551615", true, ulong.MaxValue)]
    [InlineData("18446744073709551616", false, 0UL)]
    [InlineData("99999999999999999999", false, 0UL)]
    [InlineData("000000000000000000001", false, 0UL)]
    [InlineData("", false, 0UL)]
    [InlineData("+1", false, 0UL)]
    [InlineData("-1", false, 0UL)]
    [InlineData(" 1", false, 0UL)]
    [InlineData("1 ", false, 0UL)]
    [InlineData("1a", false, 0UL)]
    [InlineData("/", false, 0UL)]
    [InlineData(":", false, 0UL)]
    public void Decimal_Parses_ByTable(string text, bool valid, ulong expected)
    {
        Assert.Equal(valid, Items.Decimal.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out ulong number));
        if (valid)
        {
            Assert.Equal(expected, number);
        }
    }

    [Theory]
    [InlineData(0UL, "0")]
    [InlineData(10UL, "10")]
    [InlineData(ulong.MaxValue, "18446744073709551615")]
    public void Decimal_Formats(ulong number, string text)
    {
        byte[] bytes = new byte[Items.Decimal.LengthMax];
        int length = Items.Decimal.Format(number, bytes);
        Assert.Equal(text, System.Text.Encoding.ASCII.GetString(bytes, 0, length));
    }

    [Theory]
    [InlineData(5UL, 3UL, false, 8UL)]
    [InlineData(ulong.MaxValue, 2UL, false, 1UL)]
    [InlineData(5UL, 3UL, true, 2UL)]
    [InlineData(5UL, 5UL, true, 0UL)]
    [InlineData(5UL, 6UL, true, 0UL)]
    public void Decimal_Steps_ByTable(ulong number, ulong delta, bool down, ulong expected) =>
        Assert.Equal(expected, Items.Decimal.Step(number, delta, down));
}
