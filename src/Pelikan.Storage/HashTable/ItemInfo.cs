namespace Pelikan.Storage.HashTable;

/// <summary>
/// One slot of a hash bucket: where an item lies, a piece of its hash, and how often it is read.
/// <code>
///  63        52 51      44 43              21 20                 0
///  |  tag 12  |  freq 8  |   segment 23     |  offset 21 (x4 B)  |
/// </code>
/// All zero is an empty slot. A word without a segment that is not zero is the link to the next bucket of a chain.
/// </summary>
internal readonly record struct ItemInfo(ulong Word)
{
    public const int SegmentMax = (1 << SegmentBits) - 1;
    public const int OffsetBytesMax = ((1 << OffsetBits) - 1) << OffsetShift;

    /// <summary>Items begin at multiples of 1 &lt;&lt; OffsetShift bytes.</summary>
    public const int OffsetShift = 2;

    /// <summary>The tag is all bits from here up.</summary>
    public const int TagShift = LocationBits + FrequencyBits;

    private const int OffsetBits = 21;
    private const int SegmentBits = 23;
    private const int FrequencyBits = 8;
    private const int LocationBits = OffsetBits + SegmentBits;
    private const ulong OffsetMask = (1UL << OffsetBits) - 1;
    private const ulong SegmentMask = (1UL << SegmentBits) - 1;
    private const ulong LocationMask = (1UL << LocationBits) - 1;
    private const ulong FrequencyMask = (1UL << FrequencyBits) - 1;

    public ItemInfo(ulong tag, int frequency, int segment, int offset)
        : this((tag << TagShift) | ((ulong)frequency << LocationBits) | LocationOf(segment, offset))
    {
    }

    public bool IsEmpty => Word == 0;

    public bool IsItem => (Word & (SegmentMask << OffsetBits)) != 0;

    public bool IsLink => Word != 0 && !IsItem;

    public ulong Tag => Word >> TagShift;

    /// <summary>The 8 bits that <see cref="FrequencyCounter"/> reads and makes.</summary>
    public int Frequency => (int)((Word >> LocationBits) & FrequencyMask);

    public int Segment => (int)((Word >> OffsetBits) & SegmentMask);

    /// <summary>In bytes from the start of the segment.</summary>
    public int Offset => (int)(Word & OffsetMask) << OffsetShift;

    /// <summary>Segment and offset as one number: equal for two words of the same copy of an item.</summary>
    public ulong Location => Word & LocationMask;

    /// <summary>The overflow bucket that a link names.</summary>
    public long LinkIndex => (long)(((Word >> LocationBits) << OffsetBits) | (Word & OffsetMask));

    public static ulong TagOf(ulong hash) => hash >> TagShift;

    public static ulong LocationOf(int segment, int offset) => ((ulong)segment << OffsetBits) | ((ulong)offset >> OffsetShift);

    /// <summary>The word that links to an overflow bucket; its index is at least 1.</summary>
    public static ItemInfo LinkTo(long index) =>
        new((((ulong)index >> OffsetBits) << LocationBits) | ((ulong)index & OffsetMask));

    public ItemInfo WithFrequency(int frequency) =>
        new((Word & ~(FrequencyMask << LocationBits)) | ((ulong)frequency << LocationBits));
}
