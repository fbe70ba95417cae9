using System.Linq;
using Pelikan.Node.Bench.Memory;
using Xunit;

namespace Pelikan.Node.Tests.Bench.Memory;

public sealed class ReplayPlannerTests
{
    public static TheoryData<string> Shapes => [.. MemoryOptions.DefaultShapes];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Plan_FitsTheTimeAndTheWire(string shape)
    {
        ReplayPlan plan = ReplayPlanner.For(shape, seconds: 20, requestsPerSecondMax: 250_000, seed: 1, scale: 1, ttls: 2);
        Assert.InRange(plan.RequestsPerSecond, 1, 250_000);
        Assert.InRange(plan.Population, 0, 3_500_000);
        Assert.InRange(plan.WarmUp, 0.1, 0.9);
        Assert.True(plan.Compression > 1);
    }

    [Fact]
    public void Ttls_AreShortenedAsTimeIs_ButNotBelowWhatServersCount()
    {
        ReplayPlan plan = ReplayPlanner.For("15", seconds: 10, requestsPerSecondMax: 1000, seed: 1, scale: 1, ttls: 2);
        Assert.Equal(60_000, plan.DurationMilliseconds);
        Assert.Equal(10, plan.TtlSeconds(30_000));
        Assert.Equal(ReplayPlan.TtlSecondsMin, plan.TtlSeconds(1));
        Assert.Equal(0, plan.TtlSeconds(0));
    }

    [Fact]
    public void MoreKeysAndLessTime_LeaveMoreAlive()
    {
        ReplayPlan small = EndlessCache.Measure(ReplayPlanner.For("6", seconds: 1, requestsPerSecondMax: 1000, seed: 1, scale: 1, ttls: 2) with { Population = 1000 });
        ReplayPlan large = EndlessCache.Measure(ReplayPlanner.For("6", seconds: 1, requestsPerSecondMax: 1000, seed: 1, scale: 1, ttls: 0.5) with { Population = 4000 });
        Assert.Equal(small.DurationMilliseconds, 4 * large.DurationMilliseconds);
        Assert.InRange(large.LiveItems, 3 * small.LiveItems, 40 * small.LiveItems);
        long population = ReplayPlanner.For("6", seconds: 1, requestsPerSecondMax: 1000, seed: 1, scale: 1, ttls: 2).Population;
        Assert.Equal(3 * population, ReplayPlanner.For("6", seconds: 1, requestsPerSecondMax: 1000, seed: 1, scale: 3, ttls: 2).Population);
    }

    [Fact]
    public void EndlessCache_CountsWhatIsAlive()
    {
        // Nothing but writes of new keys with a TTL of half the run: half of them are alive in the end.
        ReplayPlan plan = EndlessCache.Measure(ReplayPlanner.For("21", seconds: 10, requestsPerSecondMax: 1000, seed: 1, scale: 1, ttls: 2));
        Assert.InRange(plan.LiveItems, 0.3 * plan.Requests, 0.6 * plan.Requests);
        Assert.InRange(plan.LiveBytes / (double)plan.LiveItems, 25, 27);
    }

    [Fact]
    public void Sizes_LeaveNotEnoughForAll()
    {
        ReplayPlan plan = ReplayPlanner.For("52", 20, 1000, 1, scale: 1, ttls: 2) with { LiveItems = 1_000_000, LiveBytes = 1_000_000_000 };
        Assert.Equal([504, 808], MemorySizes.Peer(plan));
        Assert.Equal([248, 456, 752], MemorySizes.Ours(plan));
    }

    [Theory]
    [InlineData(64, 30, 256)]
    [InlineData(256, 30, 1024)]
    [InlineData(2000, 30, 2048)]
    [InlineData(64, 20_134, 1024)]
    public void Segments_AreManyAndHoldTheLongestValue(int megabytes, double valueBytesMean, int kibibytes) =>
        Assert.Equal(kibibytes * 1024, ServerCommand.SegmentBytes(megabytes * 1024L * 1024, valueBytesMean));
}
