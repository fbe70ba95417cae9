using System;

namespace Pelikan.Node.Protocol.Resp.Sets;

/// <summary>What the commands on sets, sorted sets and hashes work with: room that is kept from one request to the next. One a worker.</summary>
internal sealed class SetWork
{
    /// <summary>Larger room is not kept.</summary>
    private const int NumbersKeptMax = 256 * 1024;

    private int[] _ordinals = [];
    private long[] _sizes = [];

    public MemberTable Members { get; } = new();

    /// <summary>Room for ordinals, with anything in it.</summary>
    public Span<int> Ordinals(int count)
    {
        if (count > NumbersKeptMax)
        {
            return new int[count];
        }

        if (_ordinals.Length < count)
        {
            _ordinals = new int[Math.Max(count, Math.Min(2 * _ordinals.Length, NumbersKeptMax))];
        }

        return _ordinals.AsSpan(0, count);
    }

    /// <summary>Room for the sizes of the sets that a request names; what was written there is there until another count is asked for.</summary>
    public Span<long> Sizes(int count)
    {
        if (_sizes.Length < count)
        {
            _sizes = new long[count];
        }

        return _sizes.AsSpan(0, count);
    }
}
