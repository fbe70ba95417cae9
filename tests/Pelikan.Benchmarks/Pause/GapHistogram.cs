using System;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace Pelikan.Benchmarks.Pause;

/// <summary>
/// Gaps between consecutive readings of the clock, counted by powers of two of nanoseconds, and the worst. Of one thread.
/// </summary>
internal sealed class GapHistogram
{
    private const int BucketCount = 40;

    private readonly long[] _counts = new long[BucketCount];

    /// <summary>The longest gap, in nanoseconds.</summary>
    public double Worst { get; private set; }

    public long Count { get; private set; }

    /// <summary>Add a gap in ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks)
    {
        long nanoseconds = (long)(ticks * (1e9 / Stopwatch.Frequency));
        _counts[Math.Min(BucketCount - 1, BitOperations.Log2((ulong)nanoseconds | 1) + 1)]++;
        Count++;
        Worst = Math.Max(Worst, nanoseconds);
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
        Worst = 0;
    }

    /// <summary>One line for each power of two that either histogram has counted.</summary>
    public static void Print(string left, GapHistogram first, string right, GapHistogram second)
    {
        BenchmarkRun.Note($"{"gap below",12} {left,14} {right,14}");
        for (int i = 0; i < BucketCount; i++)
        {
            if (first._counts[i] + second._counts[i] > 0)
            {
                BenchmarkRun.Note($"{Text(1L << i),12} {first._counts[i],14:N0} {second._counts[i],14:N0}");
            }
        }
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Text(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => nanoseconds.ToString("0 ns", CultureInfo.InvariantCulture),
        < 1e6 => (nanoseconds / 1e3).ToString("0.0 µs", CultureInfo.InvariantCulture),
        _ => (nanoseconds / 1e6).ToString("0.00 ms", CultureInfo.InvariantCulture),
    };
}
