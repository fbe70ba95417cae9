using System;

namespace Pelikan.Node.Protocol;

/// <summary>
/// Bytes waiting to be sent: one pinned array that grows by doubling and is reused. A worker has one for the session
/// it is serving; what the socket does not take at once moves to a buffer of the session's own.
/// </summary>
public sealed class OutputBuffer
{
    /// <summary>
    /// A buffer that grew to no more than this stays as large: replies with large values come one after the other, and
    /// each would grow it anew.
    /// </summary>
    public const int CapacityKeptMax = 4 * 1024 * 1024;

    private byte[] _bytes;

    public OutputBuffer(int capacity, int highWatermark)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(highWatermark);
        _bytes = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
        InitialCapacity = capacity;
        HighWatermark = highWatermark;
    }

    public int InitialCapacity { get; }

    /// <summary>A protocol begins no new reply at or above this many bytes.</summary>
    public int HighWatermark { get; }

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>At least <paramref name="size"/> writable bytes behind what is written. Call <see cref="Advance"/> after filling.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Grow(size);
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Take back everything written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Forget the content, and give back the memory where an exceptional reply made this buffer grow past <see cref="CapacityKeptMax"/>.</summary>
    public void Reset()
    {
        Length = 0;
        if (_bytes.Length > CapacityKeptMax)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(InitialCapacity, pinned: true);
        }
    }

    private void Grow(int size)
    {
        int capacity = _bytes.Length;
        while (capacity - Length < size)
        {
            capacity = checked(capacity * 2);
        }

        byte[] larger = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
