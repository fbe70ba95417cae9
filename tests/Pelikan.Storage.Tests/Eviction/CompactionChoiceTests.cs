using System;
using System.Linq;
using Pelikan.Storage.Eviction;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>Which sparse segments become one, by table. A segment has 1000 bytes; an item takes 8 more where it carries its CAS id.</summary>
public sealed class CompactionChoiceTests
{
    [Theory]
    [InlineData("", 2, "")]
    [InlineData("1 4 m 1 0 10 400", 2, "")]
    [InlineData("1 4 m 1 0 10 400 | 2 4 m 2 0 10 420", 2, "1 2")]
    [InlineData("1 4 m 1 0 10 400 | 2 4 m 2 0 11 420", 2, "")]
    [InlineData("1 4 m 9 0 10 400 | 2 4 m 2 0 10 420", 2, "2 1")]
    [InlineData("1 4 m 1 0 10 400 | 2 5 m 2 0 10 400", 2, "")]
    [InlineData("1 4 m 1 0 10 400 | 2 4 s 2 0 10 400", 2, "")]
    [InlineData("1 4 m 1 0 10 400 | 2 4 m 2 0 10 420", 0, "")]
    [InlineData("1 4 m 1 0 10 400 | 2 4 m 2 0 10 420", 3, "")]
    [InlineData("1 4 m 1 0 1 200 | 2 4 m 2 0 1 200 | 3 4 m 3 0 1 200 | 4 4 m 4 0 1 200", 4, "1 2 3 4")]
    [InlineData("1 4 m 1 0 1 400 | 2 4 m 2 0 1 400 | 3 4 m 3 0 1 200 | 4 4 m 4 0 1 200", 2, "2 3 4")]
    [InlineData("1 4 m 1 0 1 400 | 2 4 m 2 0 1 100 | 3 6 m 3 0 1 90 | 4 6 m 4 0 1 90 | 5 6 m 5 0 1 90", 2, "3 4 5")]
    [InlineData("1 4 m 1 0 9 90 | 2 4 m 2 0 90 900 | 3 4 m 3 0 9 90", 2, "1 3")]
    public void TheLongestRunOfSparseOnesThatFitsInOne(string settled, int compactTarget, string expected)
    {
        Span<int> sources = stackalloc int[CompactionChoice.SourcesMax];
        int count = CompactionChoice.Choose(Summaries.Parse(settled), 1000, compactTarget, sources);
        Assert.Equal(expected, string.Join(' ', sources[..count].ToArray()));
    }

    [Fact]
    public void OfVeryMany_TheFirstInLine()
    {
        SegmentSummary[] settled = Enumerable.Range(1, 100)
            .Select(i => new SegmentSummary(i, 3, default, 101 - i, 101 - i, 0, 1, 10)).ToArray();
        Span<int> sources = stackalloc int[CompactionChoice.SourcesMax];
        int count = CompactionChoice.Choose(settled, 1000, 2, sources);
        Assert.Equal(Enumerable.Range(69, 32).Reverse(), sources[..count].ToArray());
    }
}
