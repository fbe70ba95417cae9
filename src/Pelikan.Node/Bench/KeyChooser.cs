using System.Numerics;

namespace Pelikan.Node.Bench;

/// <summary>Draws key numbers, 0 up to the number of keys, for one thread.</summary>
internal sealed class KeyChooser
{
    private readonly ulong _count;
    private readonly ZipfSampler? _zipf;
    private readonly bool _sequential;
    private readonly ulong _stride;
    private ulong _next;

    /// <param name="popularity">The shape.</param>
    /// <param name="count">How many keys there are.</param>
    /// <param name="first">Where a sequential walk begins, so that threads start apart.</param>
    public KeyChooser(KeyPopularity popularity, long count, long first)
    {
        _count = (ulong)count;
        _sequential = popularity.Kind == KeyPopularityKind.Sequential;
        _zipf = popularity.Kind == KeyPopularityKind.Zipf ? new ZipfSampler(count, popularity.Exponent) : null;
        _next = (ulong)first % _count;
        _stride = StrideOf(_count);
    }

    public long Next(ref BenchRandom random)
    {
        if (_zipf is not null)
        {
            return Scatter(_zipf.Next(ref random));
        }

        if (!_sequential)
        {
            return (long)random.Below(_count);
        }

        ulong key = _next;
        _next = key + 1 == _count ? 0 : key + 1;
        return (long)key;
    }

    /// <summary>
    /// The key number of a rank. Popular keys must not be neighbours: stored one after the other they would share pages
    /// and cache lines, and the server would look better than it is.
    /// </summary>
    /// <remarks>Both factors are at most <see cref="BenchLimits.KeysMax"/>, 2^32, so that the product does not overflow.</remarks>
    public long Scatter(long rank) => (long)((ulong)(rank - 1) * _stride % _count);

    /// <summary>A stride without a common divisor with the count visits every key once; this one is near the golden section.</summary>
    private static ulong StrideOf(ulong count)
    {
        ulong stride = (ulong)(count * 0.6180339887) | 1;
        while (BigInteger.GreatestCommonDivisor(stride, count) != 1)
        {
            stride++;
        }

        return stride;
    }
}
