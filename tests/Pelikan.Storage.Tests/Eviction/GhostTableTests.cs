using System.Linq;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
using Xunit;

namespace Pelikan.Storage.Tests.Eviction;

/// <summary>What the ghost remembers, and for how long.</summary>
public sealed class GhostTableTests
{
    private const long Entries = 4096;

    [Fact]
    public void AKeyIsRemembered_AndTakenOnce()
    {
        using GhostTable ghost = new(Entries);
        Assert.Equal(Entries, ghost.Capacity);
        Assert.False(ghost.TryTake(HashOf(1)));
        ghost.Enter(HashOf(1));
        ghost.Enter(HashOf(1));
        Assert.False(ghost.TryTake(HashOf(2)));
        Assert.True(ghost.TryTake(HashOf(1)));
        Assert.False(ghost.TryTake(HashOf(1)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void AKeyIsForgotten_BehindTheWindow(int window)
    {
        using GhostTable ghost = new(Entries);
        ghost.SetWindow(window);
        for (int i = 0; i < 3 * window; i++)
        {
            ghost.Enter(HashOf(i));
        }

        int remembered = Enumerable.Range(2 * window, window).Count(i => ghost.TryTake(HashOf(i)));
        Assert.InRange(remembered, window * 98 / 100, window);
        Assert.InRange(Enumerable.Range(0, 2 * window).Count(i => ghost.TryTake(HashOf(i))), 0, 8);
    }

    [Fact]
    public void FilledAHundredTimes_ItRemembersTheLastOfHalfItsCapacity()
    {
        using GhostTable ghost = new(Entries);
        ghost.SetWindow(long.MaxValue);
        int total = (int)ghost.Capacity * 100;
        for (int i = 0; i < total; i++)
        {
            ghost.Enter(HashOf(i));
        }

        int half = (int)ghost.Capacity / 2;
        int remembered = Enumerable.Range(total - half, half).Count(i => ghost.TryTake(HashOf(i)));
        Assert.InRange(remembered, half * 95 / 100, half);
        Assert.InRange(Enumerable.Range(0, half).Count(i => ghost.TryTake(HashOf(i))), 0, 8);
    }

    private static ulong HashOf(int number) => KeyHash.Of(System.BitConverter.GetBytes(number), 77);
}
