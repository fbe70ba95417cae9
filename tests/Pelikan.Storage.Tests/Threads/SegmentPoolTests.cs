using System;
using System.Threading;
using Pelikan.Storage.Segments;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

public sealed class SegmentPoolTests
{
    [Theory]
    [InlineData(0, 4096)]
    [InlineData(4096, 0)]
    [InlineData(4096, 4100)]
    [InlineData(32L * 1024 * 1024, 16 * 1024 * 1024)]
    public void Pool_OutsideItsBounds_IsRefused(long heapBytes, int segmentBytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SegmentPool(heapBytes, segmentBytes));

    [Fact]
    public void Pool_GivesEachSegmentOnce_ThenNone()
    {
        using SegmentPool pool = new(8 * 4096, 4096);
        bool[] seen = new bool[9];
        for (int i = 0; i < 8; i++)
        {
            int segment = pool.TryTake(keep: 0);
            Assert.InRange(segment, 1, 8);
            Assert.False(seen[segment]);
            seen[segment] = true;
        }

        Assert.Equal(0, pool.TryTake(keep: 0));
        Assert.Equal(0, pool.Free);
    }

    [Fact]
    public void Return_BeginsANewGeneration_WithoutAnOwner()
    {
        using SegmentPool pool = new(4096, 4096);
        int segment = pool.TryTake(keep: 0);
        uint generation = pool.Headers[segment].Generation;
        pool.Headers[segment].Open(5, 0, 0, 1);
        pool.Return(segment);
        Assert.Equal(generation + 1, pool.Headers[segment].Generation);
        Assert.Equal((0, SegmentState.Free), (pool.Headers[segment].Owner, pool.Headers[segment].State));
    }

    [Fact]
    public void TakeAndReturn_FromManyThreads_NeverGiveASegmentTwice()
    {
        const int Threads = 4;
        const int Segments = 6;
        using SegmentPool pool = new(Segments * 4096, 4096);
        int[] holders = new int[Segments + 1];
        long taken = 0;
        Threaded.Run(Threads, thread =>
        {
            Span<int> held = stackalloc int[3];
            int count = 0;
            Random random = new(thread);
            for (int i = 0; i < 100_000; i++)
            {
                if (count < held.Length && random.Next(2) == 0)
                {
                    int segment = pool.TryTake(keep: 0);
                    if (segment != 0)
                    {
                        Assert.Equal(1, Interlocked.Increment(ref holders[segment]));
                        held[count++] = segment;
                        Interlocked.Increment(ref taken);
                    }
                }
                else if (count > 0)
                {
                    int segment = held[--count];
                    Assert.Equal(0, Interlocked.Decrement(ref holders[segment]));
                    pool.Return(segment);
                }
            }

            while (count > 0)
            {
                int segment = held[--count];
                Interlocked.Decrement(ref holders[segment]);
                pool.Return(segment);
            }
        });
        Assert.Equal(Segments, pool.Free);
        Assert.True(taken > 1000, "the threads hardly took a segment");
        for (int i = 0; i < Segments; i++)
        {
            Assert.NotEqual(0, pool.TryTake(keep: 0));
        }

        Assert.Equal(0, pool.TryTake(keep: 0));
    }
}
