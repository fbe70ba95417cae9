using System;

namespace Pelikan.Node.Bench;

/// <summary>
/// Ranks 1 to n drawn with probability proportional to 1 / rank^exponent, in constant time and memory.
/// Source: W. Hörmann and G. Derflinger, "Rejection-inversion to generate variates from monotone discrete
/// distributions", ACM TOMACS 6(3), 1996, algorithm ZRI.
/// </summary>
/// <remarks>
/// <code>
///  h(x) = x^-exponent              the density, for real x
///  H(x) = integral of h up to x    inverted in closed form
/// </code>
/// A point drawn evenly under H is mapped back to x and rounded to a rank; the few points that lie outside the rank's own
/// bar are drawn again. Fewer than one draw in five is rejected, whatever the exponent and n.
/// </remarks>
internal sealed class ZipfSampler
{
    private const double SeriesBelow = 1e-8;

    private readonly double _exponent;
    private readonly double _upper;
    private readonly double _span;
    private readonly double _accept;

    /// <param name="count">How many ranks there are; at least 1.</param>
    /// <param name="exponent">The skew; above 0. 0.99 is the customary value for caches.</param>
    public ZipfSampler(long count, double exponent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exponent);
        Count = count;
        _exponent = exponent;
        _upper = Integral(count + 0.5);
        _span = Integral(1.5) - 1 - _upper;
        _accept = 2 - InverseIntegral(Integral(2.5) - Density(2));
    }

    public long Count { get; }

    /// <summary>A rank from 1 to <see cref="Count"/>, 1 the most frequent.</summary>
    public long Next(ref BenchRandom random)
    {
        while (true)
        {
            double area = _upper + (random.Unit() * _span);
            double x = InverseIntegral(area);
            long rank = Math.Clamp((long)(x + 0.5), 1, Count);
            if (rank - x <= _accept || area >= Integral(rank + 0.5) - Density(rank))
            {
                return rank;
            }
        }
    }

    private double Density(double x) => Math.Exp(-_exponent * Math.Log(x));

    private double Integral(double x)
    {
        double log = Math.Log(x);
        return ExpMinusOneOver((1 - _exponent) * log) * log;
    }

    private double InverseIntegral(double area)
    {
        double scaled = Math.Max(-1, area * (1 - _exponent));
        return Math.Exp(LogOnePlusOver(scaled) * area);
    }

    /// <summary>(e^x - 1) / x, which is 1 at 0: keeps precision where the exponent is close to 1.</summary>
    private static double ExpMinusOneOver(double x) =>
        Math.Abs(x) > SeriesBelow ? (Math.Exp(x) - 1) / x : 1 + (x / 2);

    /// <summary>ln(1 + x) / x, which is 1 at 0.</summary>
    private static double LogOnePlusOver(double x) =>
        Math.Abs(x) > SeriesBelow ? Math.Log(1 + x) / x : 1 - (x / 2);
}
