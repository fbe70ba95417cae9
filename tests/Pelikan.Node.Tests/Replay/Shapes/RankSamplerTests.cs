using System;
using System.Linq;
using Pelikan.Node.Bench;
using Pelikan.Node.Replay.Shapes;
using Xunit;

namespace Pelikan.Node.Tests.Replay.Shapes;

public sealed class RankSamplerTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(1, 50, 0)]
    [InlineData(1, 50, 0.5)]
    [InlineData(1, 50, 1)]
    [InlineData(1, 50, 1.2)]
    [InlineData(1, 50, 2.7)]
    [InlineData(11, 60, 2.1)]
    [InlineData(11, 60, 0)]
    [InlineData(7, 7, 1.5)]
    public void Draws_FollowTheLaw(int first, int last, double exponent)
    {
        RankSampler sampler = new(first, last, exponent);
        BenchRandom random = new(7);
        int[] seen = new int[last + 1];
        for (int i = 0; i < Draws; i++)
        {
            seen[sampler.Next(ref random)]++;
        }

        double norm = Enumerable.Range(first, last - first + 1).Sum(rank => Math.Pow(rank, -exponent));
        Assert.Equal(0, seen[..first].Sum());
        Assert.All(Enumerable.Range(first, last - first + 1), rank =>
        {
            double expected = Draws * Math.Pow(rank, -exponent) / norm;
            Assert.InRange(seen[rank], expected - (5 * Math.Sqrt(expected)) - 1, expected + (5 * Math.Sqrt(expected)) + 1);
        });
    }

    [Theory]
    [InlineData(100, 100_000, 0.99)]
    [InlineData(100, 100_000, 1.2)]
    [InlineData(100, 100_000, 2.1)]
    [InlineData(100, 100_000, 0)]
    public void ShareAbove_IsTheTailsPart(int skipped, int last, double exponent)
    {
        double tail = Enumerable.Range(skipped + 1, last - skipped).Sum(rank => Math.Pow(rank, -exponent));
        double all = tail + Enumerable.Range(1, skipped).Sum(rank => Math.Pow(rank, -exponent));
        Assert.InRange(RankSampler.ShareAbove(skipped, last, exponent) / (tail / all), 0.9, 1.1);
    }
}
