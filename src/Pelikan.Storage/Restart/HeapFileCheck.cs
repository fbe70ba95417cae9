using System;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Pelikan.Storage.Restart;

/// <summary>Whether the items of a heap file may be served: only if everything about it is as it should be. Cheap questions first.</summary>
internal static class HeapFileCheck
{
    /// <summary>Where in the file the heap begins: huge pages want both the address and the place in the file aligned.</summary>
    public const long HeapStart = Memory.NativeRegion.Alignment;

    private const long PageBytes = 4096;

    /// <summary>Where in the file the snapshot of a heap of this size begins.</summary>
    public static long SnapshotStart(HeapShape shape) => (HeapStart + shape.HeapBytes + PageBytes - 1) & -PageBytes;

    /// <summary>Why the file's items cannot be taken over, to be read after "because"; null if they can.</summary>
    /// <param name="file">The file, open for reading.</param>
    /// <param name="start">Its first bytes, up to the size of a header; they have the magic.</param>
    /// <param name="length">Its length.</param>
    /// <param name="shape">What the node wants.</param>
    /// <param name="header">The header, if the result is null.</param>
    public static string? Refusal(SafeFileHandle file, ReadOnlySpan<byte> start, long length, HeapShape shape, out HeapFileHeader header)
    {
        header = default;
        if (start.Length < HeapFileHeader.SizeBytes)
        {
            return Text($"it is cut off after {start.Length} bytes");
        }

        uint version = HeapFileHeader.VersionOf(start);
        if (version != HeapFileHeader.FormatVersion)
        {
            return Text($"it has format version {version}, and this build reads version {HeapFileHeader.FormatVersion}");
        }

        if (!HeapFileHeader.HasItsChecksum(start))
        {
            return "its header is damaged: the checksum does not fit";
        }

        header = HeapFileHeader.Read(start);
        return StateRefusal(header.State)
            ?? MeaningRefusal(header)
            ?? ShapeRefusal(header.Shape, shape)
            ?? SnapshotRefusal(file, header, length);
    }

    private static string? StateRefusal(HeapFileState state) => state switch
    {
        HeapFileState.Sealed => null,
        HeapFileState.Open => "the node that used it last did not come to a clean stop",
        _ => Text($"it is in state {(int)state}, which this build does not know"),
    };

    private static string? MeaningRefusal(in HeapFileHeader header)
    {
        HeapFileHeader own = HeapFileHeader.Opened(header.Shape);
        if (header.Layout != own.Layout)
        {
            return Text($"a build that lays items out in another way wrote it (fingerprint {header.Layout:x16}, here {own.Layout:x16})");
        }

        return header.HashProbe != own.HashProbe
            ? Text($"a build that hashes keys in another way wrote it (probe {header.HashProbe:x16}, here {own.HashProbe:x16})")
            : null;
    }

    private static string? ShapeRefusal(HeapShape found, HeapShape wanted)
    {
        if (found.HeapBytes != wanted.HeapBytes)
        {
            return Text($"it was made with heap_size {found.HeapBytes}, and the configuration says {wanted.HeapBytes}");
        }

        if (found.SegmentBytes != wanted.SegmentBytes)
        {
            return Text($"it was made with segment_size {found.SegmentBytes}, and the configuration says {wanted.SegmentBytes}");
        }

        return found.Partitions != wanted.Partitions
            ? Text($"it was made with shards {found.Partitions}, and the configuration says {wanted.Partitions}")
            : null;
    }

    private static string? SnapshotRefusal(SafeFileHandle file, in HeapFileHeader header, long length)
    {
        long start = SnapshotStart(header.Shape);
        long end = start + header.SnapshotBytes;
        if (length < end)
        {
            return Text($"it is cut off: it has {length} bytes of {end}");
        }

        return SnapshotReader.Sum(file, start, end) != header.SnapshotChecksum
            ? "its snapshot is damaged: the checksum does not fit"
            : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
