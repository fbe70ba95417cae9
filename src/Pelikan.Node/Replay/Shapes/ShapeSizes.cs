using System;
using Pelikan.Node.Bench;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>
/// What belongs to a key and never changes: lengths, TTL, whether it is a counter. All are pure functions of the key's number
/// and the seed, so that nothing need be remembered.
/// </summary>
/// <remarks>
/// Only means were published. Keys of a cluster are built alike, so all have the mean length (rounded, and no shorter than the
/// number needs). Values are lognormal around the mean with a deviation of 1 in the logarithm: half of them below 0.61 of the
/// mean, one in a hundred above 6 times the mean.
/// </remarks>
internal sealed class ShapeSizes
{
    /// <summary>A number of 64 bits in decimal.</summary>
    public const int CounterBytesMax = 20;

    /// <summary>memcached's longest value by default is an item of 1 MiB; this leaves room for what is beside the value.</summary>
    public const int ValueBytesMax = 1_000_000;

    private const int KeyBytesMin = 10;
    private const int CounterBytes = 8;
    private const double Deviation = 1.0;

    // Each property is drawn from bits of its own.
    private const ulong ValueSalt = 0xA0761D6478BD642F;
    private const ulong TtlSalt = 0xE7037ED1A0B428DB;
    private const ulong CounterSalt = 0x8EBC6AF09C88C6E3;

    private readonly ulong _seed;
    private readonly double _counterShare;
    private readonly double _logMean;
    private readonly bool _isOne;
    private readonly Choice<long> _ttls;

    public ShapeSizes(ClusterFigures figures, ShapeRates rates, ulong seed)
    {
        _seed = BenchRandom.Mix(seed);
        _counterShare = rates.CounterShare;
        _ttls = new Choice<long>(figures.Ttls);
        KeyBytes = Math.Clamp((int)Math.Round(figures.KeyBytesMean), KeyBytesMin, BenchLimits.KeyBytesMax);

        // Counters are short; the others make up for it, so that the mean stays the published one.
        double mean = _counterShare is > 0 and < 1
            ? (figures.ValueBytesMean - (_counterShare * CounterBytes)) / (1 - _counterShare)
            : figures.ValueBytesMean;
        _isOne = mean <= 1;
        _logMean = Math.Log(Math.Max(mean, 1)) - (Deviation * Deviation / 2);
    }

    public int KeyBytes { get; }

    public bool IsCounter(ulong key) => _counterShare > 0 && UnitOf(key, CounterSalt) < _counterShare;

    public int ValueBytes(ulong key)
    {
        if (_isOne)
        {
            return 1;
        }

        if (_counterShare is > 0 and < 1 && IsCounter(key))
        {
            return CounterBytes;
        }

        double bytes = Math.Exp(_logMean + (Deviation * NormalOf(key)));
        int most = _counterShare >= 1 ? CounterBytesMax : ValueBytesMax;
        return (int)Math.Clamp(Math.Round(bytes), 1, most);
    }

    public long TtlMilliseconds(ulong key) => _ttls.IsEmpty ? 0 : _ttls.At(UnitOf(key, TtlSalt));

    /// <summary>A draw from the normal distribution: G. E. P. Box and M. E. Muller, 1958.</summary>
    private double NormalOf(ulong key)
    {
        ulong bits = Bits(key, ValueSalt);
        double radius = ((bits >> 32) + 0.5) * (1.0 / (1UL << 32));
        double angle = (bits & uint.MaxValue) * (1.0 / (1UL << 32));
        return Math.Sqrt(-2 * Math.Log(radius)) * Math.Cos(2 * Math.PI * angle);
    }

    private double UnitOf(ulong key, ulong salt) => (Bits(key, salt) >> 11) * (1.0 / (1UL << 53));

    private ulong Bits(ulong key, ulong salt) => BenchRandom.Mix(BenchRandom.Mix(key + salt) ^ _seed);
}
