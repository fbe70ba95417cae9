using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Pelikan.Storage.Metrics;

/// <summary>
/// The counters of one module on one thread: only that thread adds, anybody may read. An add is a plain
/// load and store; the padding at both ends keeps the block's cache lines to its owner.
/// </summary>
/// <remarks>
/// Index with the module's own enum cast to int. A reader may miss the newest adds; it never sees a torn value,
/// because 64-bit loads and stores are atomic on every platform this runs on.
/// </remarks>
public sealed class CounterBlock
{
    // 128 bytes: the adjacent-line prefetcher pairs 64-byte lines.
    private const int PaddingWords = 16;

    private readonly long[] _words;

    public CounterBlock(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
        _words = new long[count + (2 * PaddingWords)];
    }

    public int Count { get; }

    /// <summary>Add on the owning thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int index, long amount) => _words[PaddingWords + index] += amount;

    /// <summary>Add one on the owning thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment(int index) => _words[PaddingWords + index]++;

    /// <summary>Set on the owning thread: for gauges with one writer.</summary>
    public void Set(int index, long value) => _words[PaddingWords + index] = value;

    /// <summary>Read from any thread.</summary>
    public long Read(int index) => Volatile.Read(ref _words[PaddingWords + index]);

    /// <summary>Add this block's values to a running sum of the same length.</summary>
    public void AddTo(Span<long> sums)
    {
        for (int i = 0; i < Count; i++)
        {
            sums[i] += Read(i);
        }
    }
}
