using Pelikan.Storage.Eviction;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>Which segment is cleared of its dead, by table. A segment has 1000 bytes; an item takes 8 more where it carries its CAS id.</summary>
public sealed class CompactionChoiceTests
{
    [Theory]
    [InlineData("", 8, 0)]
    [InlineData("1 4 m 1 0 10 875 125", 8, 1)]
    [InlineData("1 4 m 1 0 10 876 124", 8, 0)]
    [InlineData("1 4 m 1 0 10 500 499", 2, 0)]
    [InlineData("1 4 m 1 0 10 400 600", 0, 0)]
    [InlineData("1 4 m 1 0 10 400 0", 8, 0)]
    [InlineData("1 4 m 1 0 10 400 600 | 2 4 m 2 0 10 300 700", 8, 2)]
    [InlineData("1 4 m 1 0 10 400 600 | 2 5 s 2 0 10 300 200", 8, 2)]
    [InlineData("1 4 m 1 0 10 400 600 | 2 4 m 2 0 60 360 640", 8, 1)]
    public void TheOneWithTheLeastToMove_OfThoseWithEnoughDead(string settled, int compactTarget, int expected) =>
        Assert.Equal(expected, CompactionChoice.Choose(Summaries.Parse(settled), 1000, compactTarget));
}
