using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;
using Pelikan.Storage.Memory;

namespace Pelikan.Storage.Restart;

/// <summary>Reads a snapshot whose checksum is right, from a place on, straight to where its bytes belong.</summary>
internal sealed class SnapshotReader
{
    private const int WordsAtATime = 512;

    private readonly SafeFileHandle _file;
    private readonly long _end;

    /// <param name="file">Open for reading.</param>
    /// <param name="start">Where in the file to begin.</param>
    /// <param name="end">Where in the file the snapshot ends.</param>
    public SnapshotReader(SafeFileHandle file, long start, long end)
    {
        _file = file;
        _end = end;
        Position = start;
    }

    /// <summary>Where in the file the next byte is.</summary>
    public long Position { get; private set; }

    /// <summary>The checksum of the bytes from one place in a file to another.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public static ulong Sum(SafeFileHandle file, long start, long end)
    {
        byte[] chunk = new byte[SnapshotWriter.ChunkBytes];
        Checksum64 sum = new();
        SnapshotReader reader = new(file, start, end);
        while (reader.Position < end)
        {
            Span<byte> piece = chunk.AsSpan(0, (int)Math.Min(chunk.Length, end - reader.Position));
            reader.Read(piece);
            sum.Append(piece);
        }

        return sum.Value();
    }

    /// <summary>Another reader of the same snapshot.</summary>
    public SnapshotReader At(long position) => new(_file, position, _end);

    public void Skip(long bytes) => Position += bytes;

    /// <exception cref="IOException">The file cannot be read, or ends before the bytes do.</exception>
    public void Read(Span<byte> bytes)
    {
        Invariant.Require(bytes.Length <= _end - Position, "a snapshot is read up to its end");
        while (!bytes.IsEmpty)
        {
            int count = RandomAccess.Read(_file, bytes, Position);
            if (count == 0)
            {
                throw new IOException($"the file ends at {Position}, inside its snapshot");
            }

            Position += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Read words, many at a time.</summary>
    public void Read(Span<long> words)
    {
        Span<byte> bytes = stackalloc byte[WordsAtATime * sizeof(long)];
        while (!words.IsEmpty)
        {
            int count = Math.Min(words.Length, WordsAtATime);
            Read(bytes[..(count * sizeof(long))]);
            for (int i = 0; i < count; i++)
            {
                words[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]);
            }

            words = words[count..];
        }
    }

    public long ReadWord()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Read(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>Fill the first bytes of a region.</summary>
    public void Read(NativeRegion region, long bytes)
    {
        for (long at = 0; at < bytes; at += SnapshotWriter.ChunkBytes)
        {
            Read(region.Slice(at, (int)Math.Min(SnapshotWriter.ChunkBytes, bytes - at)));
        }
    }
}
