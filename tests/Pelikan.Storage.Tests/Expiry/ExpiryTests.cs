using System;
using System.Globalization;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Expiry;

/// <summary>
/// No item is served at or after its expiry, none is lost before it. Times to live from 1 ms to 97 days, on a simulated clock.
/// PELIKAN_EXPIRY_SEEDS=n runs n seeds of each kind; PELIKAN_SEED replays one.
/// </summary>
public sealed class ExpiryTests
{
    private const int Steps = 20_000;

    internal static int SeedCount =>
        int.Parse(Environment.GetEnvironmentVariable("PELIKAN_EXPIRY_SEEDS") ?? "2", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.None)]
    public void WithRoomForAll_NothingIsServedLate_AndNothingIsLost(EvictionKind eviction) => Seeds.Each(1, SeedCount, random =>
    {
        using ExpiryRun run = new(ExpirySetup.Roomy(eviction), random);
        run.Run(Steps);
        Assert.InRange(run.ReadsAtTheEdge, 500, int.MaxValue);
        Assert.InRange(run.Metric(StorageMetric.SegmentExpire), 10, long.MaxValue);
    });

    [Theory]
    [InlineData(EvictionKind.Merge, 8)]
    [InlineData(EvictionKind.Merge, 20)]
    [InlineData(EvictionKind.Fifo, 16)]
    [InlineData(EvictionKind.Random, 16)]
    [InlineData(EvictionKind.RandomFifo, 16)]
    [InlineData(EvictionKind.Cte, 16)]
    [InlineData(EvictionKind.Util, 16)]
    [InlineData(EvictionKind.S3Fifo, 20)]
    public void UnderEviction_NothingIsServedLate_AndEvictionsAloneExplainWhatIsMissing(EvictionKind eviction, int segments)
    {
        long evicted = 0;
        Seeds.Each(1, SeedCount, random =>
        {
            using ExpiryRun run = new(ExpirySetup.Tight(eviction, segments), random);
            run.Run(Steps);
            Assert.InRange(run.ReadsAtTheEdge, 500, int.MaxValue);
            evicted += run.Metric(StorageMetric.ItemEvict);
        });
        Assert.InRange(evicted, 20, long.MaxValue);
    }

    [Theory]
    [InlineData(EvictionKind.Merge, 36)]
    [InlineData(EvictionKind.Fifo, 36)]
    [InlineData(EvictionKind.None, 36)]
    public void UnderCompaction_NothingIsServedLate_AndNothingIsLost(EvictionKind eviction, int segments)
    {
        long moved = 0;
        Seeds.Each(1, SeedCount, random =>
        {
            using ExpiryRun run = new(ExpirySetup.Sparse(eviction, segments), random);
            run.Run(Steps);
            moved += run.Metric(StorageMetric.ItemRelink);
        });
        Assert.InRange(moved, 20, long.MaxValue);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(16)]
    public void UnderMerges_SurvivorsKeepTheirExpiry_AndEvictionsAloneExplainWhatIsMissing(int segments)
    {
        long moved = 0;
        Seeds.Each(1, SeedCount, random =>
        {
            using ExpiryRun run = new(ExpirySetup.Crowded(EvictionKind.Merge, segments), random);
            run.Run(Steps);
            moved += run.Metric(StorageMetric.ItemRelink);
        });
        Assert.InRange(moved, 20, long.MaxValue);
    }

    /// <summary>The proof that the runs above see a single millisecond: a store told the wrong time fails them.</summary>
    [Theory]
    [InlineData(-1, "served late")]
    [InlineData(1, "missing before its expiry")]
    public void AStoreThatErrsByOneMillisecond_IsCaught(int skew, string message)
    {
        using ExpiryRun run = new(ExpirySetup.Roomy(EvictionKind.Merge), new Random(1), skew);
        Exception failure = Assert.ThrowsAny<Exception>(() => run.Run(Steps));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
