using System;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>
/// The same where the store is sealed to a file time and again, and taken over milliseconds or days later: that time counts, what was
/// told of an item still holds, and what was stored before expires, is moved and evicted like the rest.
/// </summary>
public sealed class ExpiryRestartTests
{
    private const int Steps = 20_000;

    /// <summary>So many that sparse segments are moved together between restarts: days pass at each, and thin them out.</summary>
    private const int SparseSteps = 60_000;

    /// <summary>Keys for each segment. More than without restarts: segments run out sooner, and the owner is there at every step.</summary>
    private const int SparseKeys = 12;

    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.None)]
    public void WithRoomForAll_NothingIsServedLate_AndNothingIsLost(EvictionKind eviction)
    {
        Totals totals = RunEach(ExpirySetup.Roomy(eviction), Steps);
        Assert.InRange(totals.ReadsAtTheEdge, 1_000, long.MaxValue);
        Assert.InRange(totals.SegmentsExpired, 20, long.MaxValue);
    }

    [Theory]
    [InlineData(EvictionKind.Merge, 33)]
    [InlineData(EvictionKind.None, 33)]
    public void UnderCompaction_NothingIsServedLate_AndNothingIsLost(EvictionKind eviction, int segments)
    {
        Totals totals = RunEach(ExpirySetup.Sparse(eviction, segments) with { Keys = segments * SparseKeys, MaintainEvery = 1 }, SparseSteps);
        Assert.InRange(totals.Moved, 20, long.MaxValue);
    }

    [Theory]
    [InlineData(EvictionKind.Merge, 12)]
    [InlineData(EvictionKind.Merge, 16)]
    [InlineData(EvictionKind.S3Fifo, 16)]
    public void UnderMergesOfBothQueues_EvictionsAloneExplainWhatIsMissing(EvictionKind eviction, int segments)
    {
        Totals totals = RunEach(ExpirySetup.Crowded(eviction, segments), Steps);
        Assert.InRange(totals.Promoted, 20, long.MaxValue);
        Assert.InRange(totals.Moved - totals.Promoted, 20, long.MaxValue);
    }

    /// <summary>The proof that the runs above see a single millisecond of the time between: one more or less fails them.</summary>
    [Theory]
    [InlineData(-1, "served late")]
    [InlineData(1, "missing before its expiry")]
    public void AStoreTakenOverWithItsClockWrongByOneMillisecond_IsCaught(int skew, string message)
    {
        using ExpiryRun run = new(ExpirySetup.Roomy(EvictionKind.Merge) with { Restarts = true }, new Random(1), skew);
        Exception failure = Assert.ThrowsAny<Exception>(() => run.Run(Steps));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.InRange(run.Restarts, 1, int.MaxValue);
    }

    private static Totals RunEach(ExpirySetup setup, int steps)
    {
        Totals totals = default;
        Seeds.Each(1, ExpiryTests.SeedCount, random =>
        {
            using ExpiryRun run = new(setup with { Restarts = true }, random);
            run.Run(steps);
            Assert.InRange(run.Restarts, 1, int.MaxValue);
            Assert.True(run.HashHeads > 1 << (setup.HashPower - 3), "the hash table did not grow");
            totals = new Totals(
                totals.FlushesMeanwhile + run.FlushesMeanwhile,
                totals.ReadsAtTheEdge + run.ReadsAtTheEdge,
                totals.SegmentsExpired + run.Metric(StorageMetric.SegmentExpire),
                totals.Moved + run.Metric(StorageMetric.ItemRelink),
                totals.Promoted + run.Metric(StorageMetric.ItemPromote));
        });
        Assert.InRange(totals.FlushesMeanwhile, 1, long.MaxValue);
        return totals;
    }

    /// <summary>What the runs of all seeds came to.</summary>
    /// <param name="FlushesMeanwhile">Flushes that fell due between a seal and a start.</param>
    /// <param name="ReadsAtTheEdge">Reads in the millisecond of an expiry, or in the one before or behind.</param>
    /// <param name="SegmentsExpired">Segments dropped whole.</param>
    /// <param name="Moved">Items that went to another segment.</param>
    /// <param name="Promoted">Those of them that left the small queue.</param>
    private readonly record struct Totals(long FlushesMeanwhile, long ReadsAtTheEdge, long SegmentsExpired, long Moved, long Promoted);
}
