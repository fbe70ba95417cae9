using System;
using System.Numerics;
using System.Threading;

namespace Pelikan.Storage.Metrics;

/// <summary>
/// A distribution of non-negative values, in nanoseconds where it measures time: one thread records, anybody reads.
/// Recording is a plain load and store and allocates nothing.
/// </summary>
/// <remarks>
/// Buckets are log-linear, after HdrHistogram: values below 256 have a bucket each, and every doubling above
/// that is cut into 128 equal buckets, so a value read back is less than 1 % above the one recorded.
/// <code>
///  value      0 … 255    256 … 511   512 … 1023   …   2^35 … 2^36-1
///  width         1           2           4                2^28
///  index      0 … 255    256 … 383   384 … 511    …   3712 … 3839
/// </code>
/// </remarks>
public sealed class LatencyHistogram : IHistogramSource
{
    /// <summary>Each doubling has 2^7 buckets.</summary>
    public const int GroupingPower = 7;

    /// <summary>Values of 2^36 (68 seconds in nanoseconds) and above are counted in the last bucket.</summary>
    public const int ValuePowerMax = 36;

    public const int BucketCount = (ValuePowerMax - GroupingPower + 1) << GroupingPower;

    /// <summary>The greatest value that keeps its place.</summary>
    public const long ValueMax = (1L << ValuePowerMax) - 1;

    // 128 bytes at both ends: the adjacent-line prefetcher pairs 64-byte lines.
    private const int PaddingWords = 16;

    private readonly long[] _counts = new long[BucketCount + (2 * PaddingWords)];

    public LatencyHistogram(string name, string help)
    {
        Name = name;
        Help = help;
    }

    public string Name { get; }

    public string Help { get; }

    /// <summary>Count <paramref name="value"/> as often as <paramref name="count"/> says. On the owning thread only.</summary>
    public void Record(long value, long count) => _counts[PaddingWords + IndexOf(value)] += count;

    public void Read(Span<long> buckets)
    {
        for (int i = 0; i < BucketCount; i++)
        {
            buckets[i] += Volatile.Read(ref _counts[PaddingWords + i]);
        }
    }

    /// <summary>The bucket a value is counted in. Negative values count as 0, values past the end in the last bucket.</summary>
    public static int IndexOf(long value)
    {
        ulong clamped = (ulong)Math.Clamp(value, 0, ValueMax);
        int shift = Math.Max(0, BitOperations.Log2(clamped | 1) - GroupingPower);
        return (shift << GroupingPower) + (int)(clamped >> shift);
    }

    /// <summary>The greatest value that a bucket holds.</summary>
    public static long UpperBound(int index)
    {
        int shift = Math.Max(0, (index >> GroupingPower) - 1);
        long significant = index - ((long)shift << GroupingPower);
        return ((significant + 1) << shift) - 1;
    }

    /// <summary>How many values the buckets hold.</summary>
    public static long Count(ReadOnlySpan<long> buckets)
    {
        long count = 0;
        foreach (long bucket in buckets)
        {
            count += bucket;
        }

        return count;
    }

    /// <summary>
    /// The value that <paramref name="percent"/> (0 to 100) of the values do not exceed, as the upper bound of its bucket;
    /// 0 where nothing was recorded.
    /// </summary>
    public static long Percentile(ReadOnlySpan<long> buckets, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        long count = Count(buckets);
        long rank = Math.Max(1, (long)Math.Ceiling(count * percent / 100));
        long seen = 0;
        for (int i = 0; i < buckets.Length; i++)
        {
            seen += buckets[i];
            if (seen >= rank)
            {
                return UpperBound(i);
            }
        }

        return 0;
    }
}
