using System;
using System.Diagnostics;

namespace Pelikan.Node.Net;

/// <summary>
/// Bytes a session keeps between turns, in a buffer rented from the worker's pool for exactly as long as there are
/// any. Mutable struct: a field of <see cref="Session"/>, never copied.
/// </summary>
/// <remarks>
/// <code>
///  0          start            start + length       capacity
///  |  used up   |  kept, in order  |     room         |
/// </code>
/// </remarks>
internal struct SessionBuffer
{
    // A buffer is left for a smaller one when less than this part of it is in use.
    private const int TrimFactor = 8;

    private byte[]? _bytes;
    private int _start;

    internal int Length { get; private set; }

    internal readonly bool IsEmpty => Length == 0;

    internal readonly ReadOnlySpan<byte> Kept => _bytes.AsSpan(_start, Length);

    /// <summary>The room behind the kept bytes. Call <see cref="Grew"/> after filling some of it.</summary>
    internal readonly Span<byte> Room => _bytes.AsSpan(_start + Length);

    /// <summary>Keep <paramref name="bytes"/> behind what is kept already; false where the pool refuses.</summary>
    internal bool TryAppend(scoped ReadOnlySpan<byte> bytes, BufferPool pool)
    {
        if (!TryMakeRoom(bytes.Length, pool))
        {
            return false;
        }

        bytes.CopyTo(Room);
        Length += bytes.Length;
        return true;
    }

    /// <summary>See to at least <paramref name="size"/> bytes of room; false where the pool refuses.</summary>
    internal bool TryMakeRoom(int size, BufferPool pool)
    {
        int capacity = _bytes?.Length ?? 0;
        if (capacity - _start - Length >= size)
        {
            return true;
        }

        if (_bytes != null && capacity - Length >= size && _start >= Length)
        {
            // At least as much is used up as is kept: moving costs no more than was gained.
            Kept.CopyTo(_bytes);
            _start = 0;
            return true;
        }

        byte[]? larger = pool.TryRent(checked(Length + size));
        if (larger == null)
        {
            return false;
        }

        if (_bytes != null)
        {
            Kept.CopyTo(larger);
            pool.Return(_bytes);
        }

        _bytes = larger;
        _start = 0;
        return true;
    }

    /// <summary>So many bytes of <see cref="Room"/> have been filled.</summary>
    internal void Grew(int count)
    {
        Length += count;
        Debug.Assert(_start + Length <= (_bytes?.Length ?? 0), "filled past the room");
    }

    /// <summary>Forget the first <paramref name="count"/> bytes; the buffer goes back when none is left.</summary>
    internal void Consume(int count, BufferPool pool)
    {
        Debug.Assert(count <= Length, "consumed more than is kept");
        _start += count;
        Length -= count;
        if (Length == 0)
        {
            Release(pool);
        }
    }

    /// <summary>Move to a smaller buffer where most of this one is unused, so that a session that falls silent here holds little.</summary>
    internal void Trim(BufferPool pool)
    {
        if (_bytes == null || _bytes.Length <= BufferPool.BufferBytesMin || Length > _bytes.Length / TrimFactor)
        {
            return;
        }

        byte[]? smaller = pool.TryRent(Length);
        if (smaller != null)
        {
            Kept.CopyTo(smaller);
            pool.Return(_bytes);
            _bytes = smaller;
            _start = 0;
        }
    }

    /// <summary>Forget everything and give the buffer back.</summary>
    internal void Release(BufferPool pool)
    {
        if (_bytes != null)
        {
            pool.Return(_bytes);
        }

        _bytes = null;
        _start = 0;
        Length = 0;
    }
}
