using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Memory;

namespace Pelikan.Storage.Segments;

/// <summary>The bytes of all segments: segment and offset in, span out. Bounds are checked here, once.</summary>
internal sealed unsafe class SegmentMemory : IDisposable
{
    private readonly NativeRegion _region;
    private readonly byte* _base;

    // Where segment 0 would begin.
    private readonly byte* _origin;
    private readonly long _stride;

    /// <param name="count">Segments.</param>
    /// <param name="segmentBytes">Size of each.</param>
    /// <param name="region">As large as all of them; this object owns it from now on.</param>
    // SAFETY: as long as the region, which this object owns.
    public SegmentMemory(int count, int segmentBytes, NativeRegion region)
    {
        Invariant.Require(region.Length == (long)count * segmentBytes, "the heap is as large as its segments");
        Count = count;
        SegmentBytes = segmentBytes;
        _region = region;
        _base = _region.Base;
        _origin = _base - segmentBytes;
        _stride = segmentBytes;
    }

    public int Count { get; }

    public int SegmentBytes { get; }

    /// <summary>From an offset to the end of its segment. Segments count from 1.</summary>
    // SAFETY: the unsigned compares keep both numbers inside the region; the pool outlives every partition.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Tail(int segment, int offset)
    {
        if ((uint)(segment - 1) >= (uint)Count || (uint)offset >= (uint)SegmentBytes)
        {
            ThrowOutside(segment, offset);
        }

        return new Span<byte>(_base + (((long)segment - 1) * SegmentBytes) + offset, SegmentBytes - offset);
    }

    /// <summary>The item a word of the hash table leads to.</summary>
    // SAFETY: such a word was made from a reservation in this memory, and has a segment.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ItemRef Item(ItemInfo info) => new(ref _origin[(info.Segment * _stride) + info.Offset]);

    /// <summary>Start loading an item.</summary>
    // SAFETY: a prefetch never faults, whatever the word says.
    public void Prefetch(ItemInfo info)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_base + (((long)info.Segment - 1) * SegmentBytes) + info.Offset);
        }
    }

    /// <summary>Wait until the file that the memory is mapped from holds what the memory does.</summary>
    public void Sync() => FileRegion.Sync(_region);

    /// <summary>Have memory behind all of it now. Before anybody uses it.</summary>
    /// <exception cref="InsufficientMemoryException">The system has not that much memory.</exception>
    public void Prefault(int threads) => _region.Prefault(threads);

    public void Dispose() => _region.Dispose();

    private static void ThrowOutside(int segment, int offset) =>
        throw new InvalidOperationException($"segment {segment}, offset {offset} is outside the heap");
}
