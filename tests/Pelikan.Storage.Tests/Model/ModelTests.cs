using System;
using System.Globalization;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Model;

/// <summary>The store against the model. PELIKAN_MODEL_SEEDS=n runs n seeds of each kind; PELIKAN_SEED replays one.</summary>
public sealed class ModelTests
{
    private const int Steps = 20_000;

    private static int SeedCount =>
        int.Parse(Environment.GetEnvironmentVariable("PELIKAN_MODEL_SEEDS") ?? "3", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 8)]
    [InlineData(4, 5)]
    public void WithRoomForAll_TheStoreAndTheModelAgree(int writers, int hashPower) =>
        Seeds.Each(1, SeedCount, random =>
        {
            using ModelRun run = new(ModelSetup.Roomy(writers, hashPower), random);
            run.Run(Steps);
            Assert.Equal(0, run.Lost);
            Assert.Equal(0, run.Metric(StorageMetric.ItemEvict));
        });

    [Theory]
    [InlineData(EvictionKind.Random, 4, 1)]
    [InlineData(EvictionKind.RandomFifo, 4, 1)]
    [InlineData(EvictionKind.Fifo, 4, 1)]
    [InlineData(EvictionKind.Cte, 4, 1)]
    [InlineData(EvictionKind.Util, 4, 1)]
    [InlineData(EvictionKind.Merge, 4, 1)]
    [InlineData(EvictionKind.S3Fifo, 4, 1)]
    [InlineData(EvictionKind.Merge, 20, 1)]
    [InlineData(EvictionKind.S3Fifo, 32, 1)]
    [InlineData(EvictionKind.Util, 32, 1)]
    [InlineData(EvictionKind.Random, 256, 4)]
    [InlineData(EvictionKind.RandomFifo, 256, 4)]
    [InlineData(EvictionKind.Fifo, 256, 4)]
    [InlineData(EvictionKind.Cte, 256, 4)]
    [InlineData(EvictionKind.Util, 256, 4)]
    [InlineData(EvictionKind.Merge, 256, 4)]
    [InlineData(EvictionKind.S3Fifo, 256, 4)]
    public void WithATinyHeap_EvictionsAloneExplainWhatIsMissing(EvictionKind eviction, int segments, int writers) =>
        Seeds.Each(1000, SeedCount, random =>
        {
            using ModelRun run = new(ModelSetup.Tiny(eviction, segments, writers), random);
            run.Run(segments < 32 ? Steps : 3 * Steps);
            Assert.True(run.Lost > 0, "the heap was large enough: this run shows nothing");
        });

    [Theory]
    [InlineData(4, 1)]
    [InlineData(24, 1)]
    [InlineData(256, 4)]
    public void WithATinyHeapThatNeverEvicts_NothingIsMissing(int segments, int writers) =>
        Seeds.Each(2000, SeedCount, random =>
        {
            using ModelRun run = new(ModelSetup.Tiny(EvictionKind.None, segments, writers), random);
            run.Run(2 * Steps);
            Assert.Equal(0, run.Lost);
            Assert.True(run.Metric(StorageMetric.SegmentRequestFailure) > 0, "the heap was large enough: this run shows nothing");
            Assert.True(run.Metric(StorageMetric.ItemAllocate) > Steps / 50, "the heap took hardly anything");
        });
}
