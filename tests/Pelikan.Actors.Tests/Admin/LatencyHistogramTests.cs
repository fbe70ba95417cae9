using System;
using System.Collections.Generic;
using Pelikan.Storage.Metrics;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Actors.Tests.Admin;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Buckets_tile_the_range_without_gap_or_overlap()
    {
        long next = 0;
        for (int i = 0; i < LatencyHistogram.BucketCount; i++)
        {
            Assert.Equal(i, LatencyHistogram.IndexOf(next));
            Assert.Equal(i, LatencyHistogram.IndexOf(LatencyHistogram.UpperBound(i)));
            next = LatencyHistogram.UpperBound(i) + 1;
        }

        Assert.Equal(LatencyHistogram.ValueMax + 1, next);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(255, 255)]
    [InlineData(256, 256)]
    [InlineData(257, 256)]
    [InlineData(511, 383)]
    [InlineData(512, 384)]
    [InlineData(LatencyHistogram.ValueMax, LatencyHistogram.BucketCount - 1)]
    [InlineData(long.MaxValue, LatencyHistogram.BucketCount - 1)]
    public void A_value_has_one_bucket(long value, int index) => Assert.Equal(index, LatencyHistogram.IndexOf(value));

    [Fact]
    public void Percentiles_are_within_one_percent_of_the_sorted_values()
    {
        Seeds.Each(1, 20, random =>
        {
            LatencyHistogram histogram = new("latency", "test");
            List<long> values = [];
            for (int i = 0; i < 5000; i++)
            {
                long value = (long)Math.Exp(random.NextDouble() * 24);
                values.Add(value);
                histogram.Record(value, 1);
            }

            values.Sort();
            long[] buckets = new long[LatencyHistogram.BucketCount];
            histogram.Read(buckets);
            foreach (double percent in (double[])[0, 25, 50, 99, 99.9, 100])
            {
                long exact = values[Math.Max(0, (int)Math.Ceiling(values.Count * percent / 100) - 1)];
                long read = LatencyHistogram.Percentile(buckets, percent);
                Assert.InRange(read, exact, exact * 1.01);
            }
        });
    }

    [Fact]
    public void An_empty_distribution_reads_zero()
    {
        Assert.Equal(0, LatencyHistogram.Percentile(new long[LatencyHistogram.BucketCount], 99));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        LatencyHistogram histogram = new("latency", "test");
        histogram.Record(1, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            histogram.Record(i * 37, 3);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
