using System.Linq;
using Pelikan.Node.Bench.Memory;
using Xunit;

namespace Pelikan.Node.Tests.Bench.Memory;

public sealed class MemoryCurveTests
{
    private static readonly MemoryCurve Curve = new(new[] { (100L, 40), (200L, 20), (400L, 10) }.Select(point => MemoryRuns.Of("segcache", point.Item1, point.Item2)));

    [Theory]
    [InlineData(100, 0.40)]
    [InlineData(150, 0.30)]
    [InlineData(300, 0.15)]
    [InlineData(400, 0.10)]
    public void MissRatio_IsStraightBetweenTheRuns(double bytes, double expected) => Assert.Equal(expected, Curve.MissRatioAt(bytes)!.Value, 9);

    [Theory]
    [InlineData(99)]
    [InlineData(401)]
    public void MissRatio_OutsideOfTheRuns_IsUnknown(double bytes) => Assert.Null(Curve.MissRatioAt(bytes));

    [Theory]
    [InlineData(0.30, 150, true)]
    [InlineData(0.20, 200, true)]
    [InlineData(0.40, 100, true)]
    [InlineData(0.10, 400, true)]
    [InlineData(0.50, 100, false)]
    public void Bytes_AreTheLeastThatMissNoMore(double missRatio, double bytes, bool exact)
    {
        (double Bytes, bool Exact) needed = Curve.BytesFor(missRatio)!.Value;
        Assert.Equal(bytes, needed.Bytes, 6);
        Assert.Equal(exact, needed.Exact);
    }

    [Fact]
    public void Bytes_ForFewerMissesThanAnyRun_AreUnknown() => Assert.Null(Curve.BytesFor(0.09));
}
