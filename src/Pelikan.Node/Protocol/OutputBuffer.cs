using System;

namespace Pelikan.Node.Protocol;

/// <summary>
/// Bytes waiting to be sent: one pinned array that grows by doubling and is reused. A worker has one for the sessions
/// it is serving; what the socket does not take at once moves to a buffer of the session's own.
/// <code>
///  | replies to one session | to the next | … | to the session being served | room |
///  0                        sealed            start                         end
/// </code>
/// </summary>
/// <remarks>Whoever writes sees only what was written since the last <see cref="Seal"/>.</remarks>
public sealed class OutputBuffer
{
    /// <summary>
    /// A buffer that grew to no more than this stays as large: replies with large values come one after the other, and
    /// each would grow it anew.
    /// </summary>
    public const int CapacityKeptMax = 4 * 1024 * 1024;

    private byte[] _bytes;
    private int _start;
    private int _end;

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

    public int Length => _end - _start;

    /// <summary>With what is sealed.</summary>
    public int TotalLength => _end;

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(_start, Length);

    /// <summary>At least <paramref name="size"/> writable bytes behind what is written. Call <see cref="Advance"/> after filling.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_bytes.Length - _end < size)
        {
            Grow(size);
        }

        return _bytes.AsSpan(_end);
    }

    public void Advance(int count) => _end += count;

    /// <summary>Take back everything written after <paramref name="length"/>.</summary>
    public void Truncate(int length) => _end = _start + length;

    /// <summary>Set what is written aside until <see cref="Reset"/>, and begin anew behind it; returns where it begins.</summary>
    public int Seal()
    {
        int sealedAt = _start;
        _start = _end;
        return sealedAt;
    }

    /// <summary>What was sealed at <paramref name="start"/>.</summary>
    public ReadOnlySpan<byte> Sealed(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Forget the content, and give back the memory where an exceptional reply made this buffer grow past <see cref="CapacityKeptMax"/>.</summary>
    public void Reset()
    {
        _start = 0;
        _end = 0;
        if (_bytes.Length > CapacityKeptMax)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(InitialCapacity, pinned: true);
        }
    }

    private void Grow(int size)
    {
        int capacity = _bytes.Length;
        while (capacity - _end < size)
        {
            capacity = checked(capacity * 2);
        }

        byte[] larger = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);
        _bytes.AsSpan(0, _end).CopyTo(larger);
        _bytes = larger;
    }
}
