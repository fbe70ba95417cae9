using System;
using System.Runtime.CompilerServices;
using Pelikan.Storage.Memory;

namespace Pelikan.Storage.Segments;

/// <summary>The headers of all segments, each on a cache line of its own.</summary>
internal sealed unsafe class SegmentTable : IDisposable
{
    private readonly NativeRegion _region;

    public SegmentTable(int count)
    {
        Count = count;
        _region = new NativeRegion((long)count * SegmentHeader.SizeBytes);
    }

    public int Count { get; }

    /// <summary>The headers as bytes, in order, to be written down and read back.</summary>
    // SAFETY: the whole region, which this object owns; an index of segments keeps the length below 2 GiB.
    public Span<byte> Image => new(_region.Base, Count * SegmentHeader.SizeBytes);

    /// <summary>Segments count from 1.</summary>
    // SAFETY: the compare keeps the index inside the region; a header holds no references.
    public ref SegmentHeader this[int segment]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)(segment - 1) >= (uint)Count)
            {
                ThrowOutside(segment);
            }

            return ref ((SegmentHeader*)_region.Base)[segment - 1];
        }
    }

    public void Dispose() => _region.Dispose();

    private static void ThrowOutside(int segment) => throw new InvalidOperationException($"there is no segment {segment}");
}
