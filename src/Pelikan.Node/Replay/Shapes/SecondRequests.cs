using System;
using System.Linq;
using Pelikan.Node.Bench;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>
/// When a key that was born comes back for the first time. Keys wait in one of a few pools, and one that is born pushes out
/// another of its pool at random: the wait is exponential around the pool's size, counted in births, and over all pools
/// spread evenly over the orders of magnitude.
/// </summary>
internal sealed class SecondRequests
{
    /// <summary>Sizes of the pools, as shares of all births of the stream: what is left in them at its end has not come back.</summary>
    private static readonly double[] Sizes = [0.0003, 0.001, 0.003, 0.01];

    /// <summary>No pool holds more than the births of half a TTL, or its keys would come back after they have expired.</summary>
    private const double TtlShareMax = 0.5;

    private readonly uint[][] _pools;
    private readonly int[] _counts;

    /// <param name="births">Of the whole stream.</param>
    /// <param name="birthsPerTtl">While one median TTL passes.</param>
    public SecondRequests(double births, double birthsPerTtl)
    {
        _pools = [.. Sizes.Select(size => new uint[1 + (int)Math.Min(size * births, TtlShareMax * birthsPerTtl)])];
        _counts = new int[Sizes.Length];
    }

    /// <summary>A key is born; true if another comes back for it.</summary>
    public bool TryExchange(ulong born, ref BenchRandom random, out ulong back)
    {
        int which = (int)random.Below((ulong)_pools.Length);
        uint[] pool = _pools[which];
        if (_counts[which] < pool.Length)
        {
            pool[_counts[which]++] = (uint)born;
            back = 0;
            return false;
        }

        int at = (int)random.Below((ulong)pool.Length);
        back = pool[at];
        pool[at] = (uint)born;
        return true;
    }
}
