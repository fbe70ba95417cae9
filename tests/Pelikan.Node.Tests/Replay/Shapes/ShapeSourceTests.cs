using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay;
using Pelikan.Node.Replay.Shapes;
using Xunit;

namespace Pelikan.Node.Tests.Replay.Shapes;

public sealed class ShapeSourceTests
{
    private const int Requests = 300_000;

    public static TheoryData<string> Names => [.. ClusterTable.All.Select(figures => figures.Name)];

    /// <summary>Those with a slope that so short a stream can show: keys enough, and a head that stands out.</summary>
    public static TheoryData<string> Sloped =>
    [
        .. ClusterTable.All
            .Where(figures => figures.ZipfExponent > 0.7 && figures.FirstShare > 0.01)
            .Select(figures => figures.Name),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stream_HasThePublishedSharesOfNewKeysOneHitKeysAndOperations(string name)
    {
        ClusterFigures figures = ClusterTable.Find(name);
        using ShapeSource source = ShapeSource.Create(name, new ShapeOptions { Requests = Requests });
        ShapeTally tally = new(source);

        Assert.Equal(Requests, tally.Requests);
        Assert.InRange(tally.FirstShare, (0.93 * figures.FirstShare) - 0.0005, (1.03 * figures.FirstShare) + 0.0005);
        Assert.All(figures.Operations, share => Assert.InRange(tally.ShareOf(share.Item), share.Part - 0.008, share.Part + 0.008));
        if (tally.Keys > 1000)
        {
            // A hundredth of the keys has been born and not come back when the stream ends.
            Assert.InRange(tally.OneHitShare, figures.OneHitShare - 0.01, figures.OneHitShare + 0.035);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Keys_HaveThePublishedSizesAndTtls(string name)
    {
        const int Keys = 50_000;
        ClusterFigures figures = ClusterTable.Find(name);
        using ShapeSource source = ShapeSource.Create(name, new ShapeOptions { Requests = 1, Population = Keys });
        List<TraceRequest> stored = [.. Enumerable.Range(0, Keys).Select(i => source.StoredBefore(i))];

        Assert.InRange(stored.Average(request => (double)request.ValueBytes), 0.96 * figures.ValueBytesMean, 1.04 * figures.ValueBytesMean);
        Assert.All(stored, request => Assert.Equal((int)Math.Round(figures.KeyBytesMean), request.KeyBytes));
        Assert.All(figures.Ttls, ttl => Assert.InRange(
            stored.Count(request => request.TtlMilliseconds == ttl.Item) / (double)Keys,
            figures.Ttls.Where(same => same.Item == ttl.Item).Sum(same => same.Part) - 0.01,
            figures.Ttls.Where(same => same.Item == ttl.Item).Sum(same => same.Part) + 0.01));
    }

    [Theory]
    [MemberData(nameof(Sloped))]
    public void Popularity_HasThePublishedSlope(string name)
    {
        ClusterFigures figures = ClusterTable.Find(name);
        using ShapeSource source = ShapeSource.Create(name, new ShapeOptions { Requests = 2 * Requests });
        double slope = new ShapeTally(source).Slope(countMin: 10);
        Assert.InRange(slope, 0.85 * figures.ZipfExponent, 1.1 * figures.ZipfExponent);
    }

    [Fact]
    public void SlopeCheck_TellsOneShapeFromAnother()
    {
        using ShapeSource source = ShapeSource.Create("cluster52", new ShapeOptions { Requests = Requests });
        Assert.False(new ShapeTally(source).Slope(countMin: 10) > 0.9 * ClusterTable.Find("cluster28").ZipfExponent);
    }

    [Fact]
    public void Seed_DecidesTheStream()
    {
        List<TraceRequest> Of(ulong seed)
        {
            using ShapeSource source = ShapeSource.Create("52", new ShapeOptions { Requests = 5000, Seed = seed, Population = 1000, SkipHottest = 0.01 });
            List<TraceRequest> requests = [];
            while (source.TryNext(out TraceRequest request))
            {
                requests.Add(request);
            }

            return requests;
        }

        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void SizesAndTtl_BelongToTheKey()
    {
        using ShapeSource source = ShapeSource.Create("cluster4", new ShapeOptions { Requests = Requests });
        Dictionary<ulong, (int, long)> seen = [];
        while (source.TryNext(out TraceRequest request))
        {
            if (!seen.TryAdd(request.Key, (request.ValueBytes, request.TtlMilliseconds)))
            {
                Assert.Equal(seen[request.Key], (request.ValueBytes, request.TtlMilliseconds));
            }
        }
    }

    [Fact]
    public void Time_RunsEvenlyOverTheDuration()
    {
        using ShapeSource source = ShapeSource.Create("cluster31", new ShapeOptions { Requests = 1000, DurationMilliseconds = 60_000 });
        long before = 0;
        for (int i = 0; source.TryNext(out TraceRequest request); i++)
        {
            Assert.Equal(60 * i, request.TimeMilliseconds);
            Assert.True(request.TimeMilliseconds >= before);
            before = request.TimeMilliseconds;
        }

        Assert.Equal(1, source.Progress);
    }

    [Fact]
    public void Duration_FollowsFromTheTtls_AWeekAtMost()
    {
        using ShapeSource brief = ShapeSource.Create("cluster31", new ShapeOptions());
        using ShapeSource lasting = ShapeSource.Create("cluster25", new ShapeOptions());
        Assert.Equal(4 * 60_000, brief.DurationMilliseconds);
        Assert.Equal(7L * 86_400_000, lasting.DurationMilliseconds);
    }

    [Fact]
    public void Counters_AreTheOnlyKeysCounted_AndHoldNumbers()
    {
        using ShapeSource source = ShapeSource.Create("cluster23", new ShapeOptions { Requests = Requests });
        while (source.TryNext(out TraceRequest request))
        {
            if (request.Operation == TraceOperation.Increment)
            {
                Assert.InRange(request.ValueBytes, 1, ShapeSizes.CounterBytesMax);
            }
        }
    }

    [Fact]
    public void SkippedHead_IsLeftOutAndCounted()
    {
        const int Population = 100_000;
        ShapeOptions options = new() { Requests = Requests, Population = Population, SkipHottest = 0.001 };
        using ShapeSource whole = ShapeSource.Create("cluster52", options with { SkipHottest = 0 });
        using ShapeSource cut = ShapeSource.Create("cluster52", options);
        ShapeTally wholeTally = new(whole);
        ShapeTally cutTally = new(cut);

        // Counted over what is skipped as well, keys are as rare as in the whole stream; counted over what is sent, commoner.
        double firstOfWhole = wholeTally.KeysFrom(Population) / (double)Requests;
        double firstOfCut = cutTally.KeysFrom(Population) / (double)(Requests + cut.Skipped);
        Assert.InRange(firstOfCut / firstOfWhole, 0.9, 1.1);
        Assert.True(cut.Skipped > Requests);
        Assert.Equal(0, whole.Skipped);
    }

    [Theory]
    [InlineData("cluster99")]
    [InlineData("")]
    [InlineData("cluster")]
    public void UnknownName_ListsThoseThereAre(string name)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => ShapeSource.Create(name, new ShapeOptions()));
        Assert.Contains("cluster1, cluster2,", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cluster54", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClusterWithoutFigures_SaysSo()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => ShapeSource.Create("5", new ShapeOptions()));
        Assert.Contains("'cluster5'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_HasAllButOneOf54() => Assert.Equal(53, ClusterTable.All.Count());
}
