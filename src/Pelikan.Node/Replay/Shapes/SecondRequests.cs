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
    /// <summary>Sizes of the pools, in parts of the largest.</summary>
    private static readonly double[] Parts = [0.001, 0.01, 0.1, 1];

    /// <summary>Of a stream that begins with no keys: the largest pool holds so many of its births, because those in it at the end have not come back.</summary>
    private const double BirthsShareMax = 0.01;

    /// <summary>Of a slice: so many of the keys known before it fill the largest pool.</summary>
    private const double PopulationShareMax = 0.5;

    /// <summary>The largest pool holds no more than the births of half a TTL, or its keys would come back after they have expired.</summary>
    private const double TtlShareMax = 0.5;

    private readonly uint[][] _pools;
    private readonly int[] _counts;

    /// <param name="births">Of the whole stream.</param>
    /// <param name="birthsPerTtl">While one median TTL passes.</param>
    /// <param name="population">Keys known before the first request, 0 up to this; the last of them have not come back yet.</param>
    public SecondRequests(double births, double birthsPerTtl, long population)
    {
        double largest = Math.Min(TtlShareMax * birthsPerTtl, population > 0 ? PopulationShareMax * population : BirthsShareMax * births);
        _pools = [.. Parts.Select(part => new uint[1 + (int)(part * largest)])];
        _counts = new int[Parts.Length];
        foreach (uint[] pool in _pools)
        {
            for (int i = 0; i < pool.Length && population > 0; i++)
            {
                pool[i] = (uint)--population;
                _counts[Array.IndexOf(_pools, pool)]++;
            }
        }
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
