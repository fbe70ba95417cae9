using System.Runtime.CompilerServices;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// One slot of a hash bucket: where an item lies, a piece of its hash, and how often it is read.
/// <code>
///  63        52 51           31 30               8 7          0
///  |  tag 12  |   segment 21  |     offset 23     |   freq 8   |
/// </code>
/// The frequency is the lowest byte, so that a reader counts by a plain store of one byte, which can disturb nothing else. Whatever
/// a word says but its frequency is therefore read without that byte: nothing else is an empty slot, and without a segment
/// it is the link to the next bucket of a chain.
/// </summary>
internal readonly record struct ItemInfo(ulong Word)
{
    public const int SegmentMax = (1 << SegmentBits) - 1;
    public const int OffsetBytesMax = (1 << OffsetBits) - 1;

    /// <summary>The tag is all bits from here up.</summary>
    public const int TagShift = LocationBits + FrequencyBits;

    /// <summary>Buckets that a link can name.</summary>
    public const long LinkMax = (1L << (OffsetBits + TagBits)) - 1;

    private const int OffsetBits = 23;
    private const int SegmentBits = 21;
    private const int FrequencyBits = 8;
    private const int TagBits = 12;
    private const int LocationBits = OffsetBits + SegmentBits;
    private const ulong OffsetMask = (1UL << OffsetBits) - 1;
    private const ulong SegmentMask = (1UL << SegmentBits) - 1;
    private const ulong LocationMask = (1UL << LocationBits) - 1;
    private const ulong FrequencyMask = (1UL << FrequencyBits) - 1;

    public ItemInfo(ulong tag, int frequency, int segment, int offset)
        : this((tag << TagShift) | (LocationOf(segment, offset) << FrequencyBits) | (uint)frequency)
    {
    }

    public bool IsEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Word <= FrequencyMask;
    }

    public bool IsItem
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Word & (SegmentMask << (OffsetBits + FrequencyBits))) != 0;
    }

    public bool IsLink
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !IsEmpty && !IsItem;
    }

    public ulong Tag
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Word >> TagShift;
    }

    /// <summary>The 8 bits that <see cref="FrequencyCounter"/> reads and makes.</summary>
    public int Frequency
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(Word & FrequencyMask);
    }

    public int Segment
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)((Word >> (OffsetBits + FrequencyBits)) & SegmentMask);
    }

    /// <summary>In bytes from the start of the segment.</summary>
    public int Offset
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)((Word >> FrequencyBits) & OffsetMask);
    }

    /// <summary>Segment and offset as one number: equal for two words of the same copy of an item.</summary>
    public ulong Location
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Word >> FrequencyBits) & LocationMask;
    }

    /// <summary>The overflow bucket that a link names.</summary>
    public long LinkIndex
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)((Tag << OffsetBits) | ((Word >> FrequencyBits) & OffsetMask));
    }

    public static ulong TagOf(ulong hash) => hash >> TagShift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LocationOf(int segment, int offset) => ((ulong)segment << OffsetBits) | (uint)offset;

    /// <summary>A slot that says where an item lies and nothing else.</summary>
    public static ItemInfo At(ulong location) => new(location << FrequencyBits);

    /// <summary>The segment of a <see cref="Location"/>; 0 of none.</summary>
    public static int SegmentOf(ulong location) => (int)(location >> OffsetBits);

    /// <summary>The word that links to an overflow bucket; its index is at least 1.</summary>
    public static ItemInfo LinkTo(long index) =>
        new((((ulong)index >> OffsetBits) << TagShift) | (((ulong)index & OffsetMask) << FrequencyBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ItemInfo WithFrequency(int frequency) =>
        new((Word & ~FrequencyMask) | (uint)frequency);
}
