using System;
using Pelikan.Node.Bench;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>
/// Ranks of a range drawn with probability proportional to 1 / rank^exponent, for every exponent from 0 on. The algorithm is that
/// of <see cref="ZipfSampler"/>, which draws from rank 1 on and needs a slope.
/// </summary>
internal readonly struct RankSampler
{
    private const double SeriesBelow = 1e-8;

    private readonly long _first;
    private readonly long _last;
    private readonly double _exponent;
    private readonly double _upper;
    private readonly double _span;

    /// <param name="first">The lowest rank drawn; at least 1.</param>
    /// <param name="last">The highest; not below <paramref name="first"/>.</param>
    /// <param name="exponent">The slope; 0 draws every rank alike.</param>
    public RankSampler(long first, long last, double exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        (_first, _last, _exponent) = (first, last, exponent);
        _upper = Integral(last + 0.5, exponent);
        _span = Integral(first + 0.5, exponent) - Density(first, exponent) - _upper;
    }

    /// <summary>The share of draws from 1 to <paramref name="last"/> that fall above <paramref name="skipped"/>; exact to a hundredth or so.</summary>
    public static double ShareAbove(long skipped, long last, double exponent)
    {
        if (skipped <= 0)
        {
            return 1;
        }

        double upper = Integral(last + 0.5, exponent);
        return (upper - Integral(skipped + 0.5, exponent)) / (upper - Integral(1.5, exponent) + 1);
    }

    public long Next(ref BenchRandom random)
    {
        while (true)
        {
            double area = _upper + (random.Unit() * _span);
            long rank = Math.Clamp((long)(InverseIntegral(area) + 0.5), _first, _last);
            if (area >= Integral(rank + 0.5, _exponent) - Density(rank, _exponent))
            {
                return rank;
            }
        }
    }

    private static double Density(double x, double exponent) => Math.Exp(-exponent * Math.Log(x));

    private static double Integral(double x, double exponent)
    {
        double log = Math.Log(x);
        double scaled = (1 - exponent) * log;
        return (Math.Abs(scaled) > SeriesBelow ? (Math.Exp(scaled) - 1) / scaled : 1 + (scaled / 2)) * log;
    }

    private double InverseIntegral(double area)
    {
        double scaled = Math.Max(-1, area * (1 - _exponent));
        return Math.Exp((Math.Abs(scaled) > SeriesBelow ? Math.Log(1 + scaled) / scaled : 1 - (scaled / 2)) * area);
    }
}
