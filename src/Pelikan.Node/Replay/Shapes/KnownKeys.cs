using System;
using Pelikan.Node.Bench;

namespace Pelikan.Node.Replay.Shapes;

/// <summary>
/// The keys that have been seen and come back, in the order of their popularity, which changes: a key that is born takes a
/// rank at random, and the one that had it becomes the least popular.
/// </summary>
/// <remarks>
/// <code>
///  rank   1   2   3   4   5   6          key 7 is born and draws rank 3:
///  key    4   1   6   2   5   3          4   1   7   2   5   3   6
/// </code>
/// So the order is at any time a uniform permutation (the "inside-out" shuffle of Fisher and Yates), any rank changes hands as
/// often as any other, and over a tenfold growth of the keys each changes hands 2.3 times.
/// </remarks>
internal sealed class KnownKeys
{
    /// <summary>The sampler is made anew when there are a hundredth more keys.</summary>
    private const int GrowthShift = 7;

    private readonly double _exponent;
    private readonly double _skippedShare;
    private uint[] _keyOfRank;
    private RankSampler _sampler;
    private long _resampleAt;

    /// <param name="capacity">How many keys are expected.</param>
    /// <param name="exponent">The slope of popularity.</param>
    /// <param name="skippedShare">The most popular ranks that are not drawn, as a share of all.</param>
    public KnownKeys(long capacity, double exponent, double skippedShare)
    {
        _keyOfRank = new uint[Math.Clamp(capacity, 1024, Array.MaxLength)];
        _exponent = exponent;
        _skippedShare = skippedShare;
    }

    public int Count { get; private set; }

    /// <summary>Of the requests that go to known keys by popularity, the share that is drawn here and not skipped.</summary>
    public double DrawnShare { get; private set; } = 1;

    public void Add(ulong key, ref BenchRandom random)
    {
        if (Count == _keyOfRank.Length)
        {
            Array.Resize(ref _keyOfRank, (int)Math.Min(2L * Count, Array.MaxLength));
        }

        int rank = (int)random.Below((ulong)Count + 1);
        _keyOfRank[Count] = _keyOfRank[rank];
        _keyOfRank[rank] = (uint)key;
        Count++;
        if (Count >= _resampleAt)
        {
            Resample();
        }
    }

    /// <summary>A key by its popularity. There is at least one.</summary>
    public ulong Next(ref BenchRandom random) => _keyOfRank[_sampler.Next(ref random) - 1];

    private void Resample()
    {
        long skipped = (long)(_skippedShare * Count);
        _sampler = new RankSampler(skipped + 1, Count, _exponent);
        DrawnShare = RankSampler.ShareAbove(skipped, Count, _exponent);
        _resampleAt = Count + 1 + (Count >> GrowthShift);
    }
}
