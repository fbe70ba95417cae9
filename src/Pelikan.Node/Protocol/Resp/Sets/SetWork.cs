using System;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What the commands on sets and sorted sets work with: room that is kept from one request to the next. One a worker.</summary>
internal sealed class SetWork
{
    /// <summary>Larger room is not kept.</summary>
    private const int NumbersKeptMax = 256 * 1024;

    private int[] _ordinals = [];
    private long[] _sizes = [];

    public MemberTable Members { get; } = new();

    /// <summary>Room for ordinals, with anything in it; the same room each time.</summary>
    public Span<int> Ordinals(int count) => Room(ref _ordinals, count);

    /// <summary>Room for the sizes of sources, with anything in it; the same room each time.</summary>
    public Span<long> Sizes(int count) => Room(ref _sizes, count);

    private static Span<T> Room<T>(ref T[] kept, int count)
    {
        if (count > NumbersKeptMax)
        {
            return new T[count];
        }

        if (kept.Length < count)
        {
            kept = new T[Math.Max(count, Math.Min(2 * kept.Length, NumbersKeptMax))];
        }

        return kept.AsSpan(0, count);
    }
}
