using System;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>The share of new items goes where misses say that one more segment would be worth more.</summary>
public sealed class SmallQueueShareTests
{
    private const int Items = 100_000;

    [Theory]
    [InlineData(0.5, 16, 0, 0.55)]
    [InlineData(0.5, 0, 16, 0.45)]
    [InlineData(0.5, 8, 8, 0.5)]
    [InlineData(0.5, 12, 4, 0.525)]
    [InlineData(0.5, 0, 0, 0.5)]
    [InlineData(0.88, 16, 0, SmallQueueShare.Max)]
    [InlineData(0.06, 0, 16, SmallQueueShare.Min)]
    public void AStep_IsInTheDirectionOfTheHits(double share, int smallHits, int mainHits, double next) =>
        Assert.Equal(next, SmallQueueShare.Next(share, smallHits, mainHits), precision: 9);

    [Theory]
    [InlineData((int)SegmentQueue.Small, SmallQueueShare.Max)]
    [InlineData((int)SegmentQueue.Main, SmallQueueShare.Min)]
    public void WhatIsMissedSoonAfterItWasDropped_GivesItsQueueAllThereIs(int queue, double expected)
    {
        using SmallQueueShare share = new(heapBytes: 1L << 28);
        Random random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            share.Adapt(Items);
            ulong hash = (ulong)random.NextInt64();
            share.Dropped((SegmentQueue)queue, hash);
            share.Missed(hash);
        }

        Assert.Equal(expected, share.Value, precision: 9);
    }

    [Fact]
    public void WhatIsMissedLongAfter_OrWasNeverThere_SaysNothing()
    {
        using SmallQueueShare share = new(heapBytes: 1L << 28);
        ulong[] hashes = new ulong[Items];
        Random random = new(1);
        share.Adapt(Items);
        for (int i = 0; i < Items; i++)
        {
            hashes[i] = (ulong)random.NextInt64();
            share.Dropped(SegmentQueue.Small, hashes[i]);
        }

        // What an eighth of the items takes is remembered; twice that behind, nothing is.
        foreach (ulong hash in hashes.AsSpan(0, Items - (Items / 4)))
        {
            share.Missed(hash);
            share.Missed((ulong)random.NextInt64());
        }

        share.Adapt(Items);
        Assert.Equal(SmallQueueShare.Start, share.Value);
    }
}
