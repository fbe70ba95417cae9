using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class DistributionTests
{
    private const int Draws = 200_000;

    /// <summary>Of a statistic that is close to 1 where the law holds; with a fixed seed it does not vary.</summary>
    private const double StatisticMax = 3;

    [Theory]
    [InlineData(0.5, 1_000)]
    [InlineData(0.99, 10_000)]
    [InlineData(1.0, 1_000)]
    [InlineData(1.2, 100_000)]
    [InlineData(2.5, 50)]
    public void Zipf_OverManyDraws_FollowsTheLaw(double exponent, int count)
    {
        ZipfSampler sampler = new(count, exponent);
        BenchRandom random = new(42);
        int[] seen = new int[count + 1];
        for (int i = 0; i < Draws; i++)
        {
            seen[sampler.Next(ref random)]++;
        }

        double norm = Enumerable.Range(1, count).Sum(rank => Math.Pow(rank, -exponent));
        Assert.True(ChiSquareOverBins(seen, rank => Draws * Math.Pow(rank, -exponent) / norm) < StatisticMax);
    }

    [Fact]
    public void ZipfCheck_OnAnotherExponent_Fails()
    {
        // The statistic of the test above tells 0.99 from 0.9, so it can fail.
        const int Count = 10_000;
        ZipfSampler sampler = new(Count, 0.9);
        BenchRandom random = new(42);
        int[] seen = new int[Count + 1];
        for (int i = 0; i < Draws; i++)
        {
            seen[sampler.Next(ref random)]++;
        }

        double norm = Enumerable.Range(1, Count).Sum(rank => Math.Pow(rank, -0.99));
        Assert.True(ChiSquareOverBins(seen, rank => Draws * Math.Pow(rank, -0.99) / norm) > 2 * StatisticMax);
    }

    [Fact]
    public void Zipf_OfOneRank_IsThatRank()
    {
        ZipfSampler sampler = new(1, 0.99);
        BenchRandom random = new(1);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(1, sampler.Next(ref random)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(97)]
    [InlineData(1_000)]
    [InlineData(65_536)]
    public void Scatter_IsOneToOne(int count)
    {
        KeyChooser chooser = new(KeyPopularity.Uniform, count, 0);
        HashSet<long> keys = [.. Enumerable.Range(1, count).Select(rank => chooser.Scatter(rank))];
        Assert.Equal(count, keys.Count);
        Assert.True(keys.Min() >= 0 && keys.Max() < count);
    }

    [Fact]
    public void Scatter_AtTheGreatestNumberOfKeys_StaysInRange()
    {
        KeyChooser chooser = new(KeyPopularity.Uniform, BenchLimits.KeysMax, 0);
        Assert.InRange(chooser.Scatter(BenchLimits.KeysMax), 0, BenchLimits.KeysMax - 1);
    }

    [Fact]
    public void Sequential_WalksRoundFromItsStart()
    {
        KeyChooser chooser = new(new KeyPopularity(KeyPopularityKind.Sequential, 0), 3, 2);
        BenchRandom random = new(1);
        Assert.Equal([2, 0, 1, 2], Enumerable.Range(0, 4).Select(_ => chooser.Next(ref random)));
    }

    [Fact]
    public void Uniform_ReachesEveryKeyEvenly()
    {
        KeyChooser chooser = new(KeyPopularity.Uniform, 100, 0);
        BenchRandom random = new(7);
        int[] seen = new int[101];
        for (int i = 0; i < Draws; i++)
        {
            seen[chooser.Next(ref random) + 1]++;
        }

        Assert.True(ChiSquareOverBins(seen, _ => Draws / 100.0) < StatisticMax);
    }

    [Fact]
    public void Ranges_WithWeights_AreDrawnInProportion()
    {
        Assert.True(WeightedRanges.TryParse("32=90,1k-2k=10", out WeightedRanges? ranges, out _));
        BenchRandom random = new(3);
        int small = 0;
        for (int i = 0; i < Draws; i++)
        {
            int size = ranges!.Next(ref random);
            Assert.True(size == 32 || size is >= 1024 and <= 2048);
            small += size == 32 ? 1 : 0;
        }

        Assert.InRange(small / (double)Draws, 0.895, 0.905);
        Assert.Equal(32, ranges!.Min);
        Assert.Equal(2048, ranges.Max);
    }

    [Fact]
    public void Ranges_ForAKey_AreAlwaysTheSame()
    {
        Assert.True(WeightedRanges.TryParse("10-250", out WeightedRanges? ranges, out _));
        Assert.All(Enumerable.Range(0, 1000), key => Assert.Equal(ranges!.For(key), ranges.For(key)));
        Assert.True(Enumerable.Range(0, 1000).Select(key => ranges!.For(key)).Distinct().Count() > 200);
    }

    [Fact]
    public void Mix_IsDrawnInProportion()
    {
        Assert.True(VerbMix.TryParse("get=3,set=1", out VerbMix? mix, out _));
        BenchRandom random = new(5);
        int gets = Enumerable.Range(0, Draws).Count(_ => mix!.Next(ref random) == BenchVerb.Get);
        Assert.InRange(gets / (double)Draws, 0.745, 0.755);
    }

    [Fact]
    public void Requests_OfOneSeed_AreTheSame()
    {
        BenchOptions options = BenchRuns.Options("--mix get=1,set=1 --key-dist zipf:0.9 --value-size 1-100 --seed 8");
        Assert.Equal(Trace(options, 0), Trace(options, 0));
        Assert.NotEqual(Trace(options, 0), Trace(options, 1));
        Assert.NotEqual(Trace(options, 0), Trace(options with { Seed = 9 }, 0));
    }

    [Fact]
    public void Prefill_OverAllThreads_StoresEachKeyOnceAndEachCounter()
    {
        BenchOptions options = BenchRuns.Options("--keys 1001 --connections 3 --threads 3 --mix incr=1");
        List<(long, bool)> stored = [];
        for (int thread = 0; thread < 3; thread++)
        {
            PrefillRequests source = new(options, thread);
            BenchRequest request = new(1);
            while (source.Next(request))
            {
                stored.Add((request.Key, request.IsCounter));
            }
        }

        Assert.Equal(2002, stored.Count);
        Assert.Equal(2002, stored.Distinct().Count());
    }

    private static List<(BenchVerb, long, int)> Trace(BenchOptions options, int thread)
    {
        MixedRequests source = new(options, thread);
        BenchRequest request = new(1);
        List<(BenchVerb, long, int)> trace = [];
        for (int i = 0; i < 50; i++)
        {
            source.Next(request);
            trace.Add((request.Verb, request.Key, request.ValueSize));
        }

        return trace;
    }

    /// <summary>
    /// Pearson's statistic a degree of freedom, over neighbouring values gathered into bins of at least 100 expected draws:
    /// close to 1 where the law holds.
    /// </summary>
    private static double ChiSquareOverBins(int[] seen, Func<int, double> expected)
    {
        double sum = 0;
        double binExpected = 0;
        double binSeen = 0;
        int bins = 0;
        for (int value = 1; value < seen.Length; value++)
        {
            binExpected += expected(value);
            binSeen += seen[value];
            if (binExpected >= 100)
            {
                sum += (binSeen - binExpected) * (binSeen - binExpected) / binExpected;
                (binExpected, binSeen) = (0, 0);
                bins++;
            }
        }

        return sum / Math.Max(1, bins - 1);
    }
}
