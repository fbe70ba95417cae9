using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;
using Pelikan.Storage.Memory;

namespace Pelikan.Storage.Restart;

/// <summary>Writes a snapshot to its place in the file, front to back in large pieces, and sums it up on the way.</summary>
internal sealed class SnapshotWriter
{
    /// <summary>Bytes of one write: enough to make the call's cost vanish, few enough to stay in the cache between copy, sum and write.</summary>
    public const int ChunkBytes = 1024 * 1024;

    private readonly SafeFileHandle _file;
    private readonly long _start;
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private Checksum64 _sum = new();
    private int _filled;
    private long _written;

    /// <param name="file">Open for writing.</param>
    /// <param name="start">Where in the file the snapshot begins.</param>
    public SnapshotWriter(SafeFileHandle file, long start)
    {
        _file = file;
        _start = start;
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _written + _filled;

    /// <exception cref="IOException">The file cannot take it.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, ChunkBytes - _filled);
            bytes[..count].CopyTo(_chunk.AsSpan(_filled));
            _filled += count;
            bytes = bytes[count..];
            if (_filled == ChunkBytes)
            {
                Flush();
            }
        }
    }

    public void Append(long word)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, word);
        Append(bytes);
    }

    /// <summary>The first bytes of a region.</summary>
    public void Append(NativeRegion region, long bytes)
    {
        for (long at = 0; at < bytes; at += ChunkBytes)
        {
            Append(region.Slice(at, (int)Math.Min(ChunkBytes, bytes - at)));
        }
    }

    /// <summary>Write what is left; the result is the checksum of everything.</summary>
    public ulong Finish()
    {
        Flush();
        return _sum.Value();
    }

    private void Flush()
    {
        _sum.Append(_chunk.AsSpan(0, _filled));
        RandomAccess.Write(_file, _chunk.AsSpan(0, _filled), _start + _written);
        _written += _filled;
        _filled = 0;
    }
}
