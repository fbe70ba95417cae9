using System.Collections.Generic;
using Pelikan.Node.Net;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class BufferPoolTests
{
    private const int Budget = 1024 * 1024;

    [Theory]
    [InlineData(1, BufferPool.BufferBytesMin)]
    [InlineData(512, 512)]
    [InlineData(513, 1024)]
    [InlineData(100_000, 131_072)]
    [InlineData(Budget, Budget)]
    public void BufferIsTheNextPowerOfTwo(int size, int expected)
    {
        BufferPool pool = new(new BufferBudget(Budget));
        byte[]? buffer = pool.TryRent(size);
        Assert.Equal(expected, buffer!.Length);
        Assert.Equal(expected, pool.RentedBytes);
        pool.Return(buffer);
        Assert.Same(buffer, pool.TryRent(size));
    }

    [Fact]
    public void PoolsTogetherNeverPassTheBudgetAndGiveAllOfItBack()
    {
        BufferBudget budget = new(Budget);
        BufferPool[] pools = [new(budget), new(budget)];
        List<byte[]>[] rented = [[], []];
        for (int i = 0; i < 10_000; i++)
        {
            if (pools[i & 1].TryRent(1024) is byte[] buffer)
            {
                rented[i & 1].Add(buffer);
            }

            Assert.InRange(budget.Taken, 0, Budget);
        }

        Assert.Equal(Budget, pools[0].RentedBytes + pools[1].RentedBytes);
        Assert.Null(pools[0].TryRent(1));
        for (int i = 0; i < pools.Length; i++)
        {
            rented[i].ForEach(pools[i].Return);
            pools[i].Trim();
        }

        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void OnePoolThatWasBusyLeavesTheBudgetToTheOthers()
    {
        const int Size = Budget / 2;
        BufferBudget budget = new(Budget, workers: 2);
        BufferPool busy = new(budget);
        BufferPool other = new(budget);
        List<byte[]> rented = [];
        while (busy.TryRent(1024) is byte[] buffer)
        {
            rented.Add(buffer);
        }

        rented.ForEach(busy.Return);
        Assert.NotNull(other.TryRent(Size));
        Assert.InRange(budget.Taken, Size, Budget);
    }

    [Fact]
    public void FreeBuffersOfOneSizeMakeWayForAnother()
    {
        BufferPool pool = new(new BufferBudget(Budget));
        List<byte[]> small = [];
        while (pool.TryRent(1024) is byte[] buffer)
        {
            small.Add(buffer);
        }

        small.ForEach(pool.Return);
        Assert.NotNull(pool.TryRent(Budget));
    }

    [Fact]
    public void RequestForMoreThanTheLargestBufferIsRefused() =>
        Assert.Null(new BufferPool(new BufferBudget(long.MaxValue)).TryRent(BufferPool.BufferBytesMax + 1));
}
