using System.Collections.Generic;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Segments;

public sealed class SegmentSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void Walk_MeetsWhatWasAddedAndNotRemoved_InOrder(int count)
    {
        SegmentSet set = new(count);
        for (int segment = count; segment >= 1; segment--)
        {
            set.Add(segment);
        }

        List<int> expected = [];
        for (int segment = 1; segment <= count; segment++)
        {
            if (segment % 3 == 2)
            {
                set.Remove(segment);
            }
            else
            {
                expected.Add(segment);
            }
        }

        List<int> met = [];
        foreach (int segment in set)
        {
            met.Add(segment);
        }

        Assert.Equal(expected, met);
    }
}
