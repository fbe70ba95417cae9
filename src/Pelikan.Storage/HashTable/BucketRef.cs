using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Threading;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// One bucket; the only access to its words. A head has 16 words on two neighbouring cache lines, an overflow bucket has 8 on one.
/// <code>
///  slot       0            1 … 14    15                            0 … 6    7
///  head       bucket info  items     item, or link      overflow   items    item, or link
///
///  bucket info:  | lock 1, version 31 (low half) | second of the last read 16 | depth 8 | unused 8 |
/// </code>
/// The depth says how often the head has been split, and so how many bits of a hash lead to it.
/// </summary>
internal readonly unsafe struct BucketRef
{
    public const int HeadSlots = 16;
    public const int OverflowSlots = 8;
    public const int HeadLast = HeadSlots - 1;
    public const int OverflowLast = OverflowSlots - 1;
    public const uint LockBit = 1;

    /// <summary>All slots of a head but the bucket info.</summary>
    public const uint ItemSlotsOfHead = 0xFFFE;

    private const int SecondOffset = 4;
    private const int DepthOffset = 6;

    // SAFETY: points to a bucket in the table's memory, which lives as long as the table.
    private readonly ulong* _words;

    // SAFETY: see _words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketRef(ulong* words) => _words = words;

    public bool Exists => _words is not null;

    // SAFETY: compares addresses only.
    public bool Is(BucketRef other) => _words == other._words;

    /// <summary>Acquire: what the writer of this word did before is visible.</summary>
    // SAFETY: the slot is one of this bucket's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ItemInfo Read(int slot) => new(Volatile.Read(ref _words[slot]));

    /// <summary>Start loading both lines of a head.</summary>
    // SAFETY: a prefetch never faults.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchHead()
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_words);
            Sse.Prefetch0(_words + OverflowSlots);
        }
    }

    /// <summary>Start loading an overflow bucket.</summary>
    // SAFETY: a prefetch never faults.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchOverflow()
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_words);
        }
    }

    /// <summary>A bit for each item slot of a head that probably has the tag.</summary>
    // SAFETY: see _words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint MatchHead(ulong tag) => TagMatch.Head(_words, tag) & ItemSlotsOfHead;

    /// <summary>A bit for each slot of an overflow bucket that probably has the tag.</summary>
    // SAFETY: see _words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint MatchOverflow(ulong tag) => TagMatch.Overflow(_words, tag);

    /// <summary>Release: pairs with <see cref="Read"/>; the item's bytes are visible before the word.</summary>
    // SAFETY: the slot is one of this bucket's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int slot, ItemInfo info) => Volatile.Write(ref _words[slot], info.Word);

    // SAFETY: the slot is one of this bucket's; the frequency is the word's lowest byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadFrequency(int slot) => Volatile.Read(ref *(byte*)(_words + slot));

    /// <summary>
    /// Set the frequency and nothing else, whatever the slot holds by now: counts are approximate, so one that reaches another item
    /// or an empty slot does no harm.
    /// </summary>
    // SAFETY: the slot is one of this bucket's; the frequency is the word's lowest byte.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteFrequency(int slot, int frequency) => Volatile.Write(ref *(byte*)(_words + slot), (byte)frequency);

    /// <summary>The lock bit and the version, which every change of the chain moves. Of a head only.</summary>
    // SAFETY: the low half of slot 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadVersion() => Volatile.Read(ref *(uint*)_words);

    /// <summary>The version and the depth of one moment. Of a head only.</summary>
    // SAFETY: slot 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadVersion(out int depth)
    {
        ulong info = Volatile.Read(ref *_words);
        depth = (byte)(info >> (8 * DepthOffset));
        return (uint)info;
    }

    /// <summary>Claim the chain, if nothing in it changed since <paramref name="version"/> was read unlocked.</summary>
    // SAFETY: the low half of slot 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLock(uint version) =>
        Interlocked.CompareExchange(ref *(uint*)_words, version | LockBit, version) == version;

    /// <summary>Let go of the chain after a change. <paramref name="version"/> is the one it was locked at.</summary>
    // SAFETY: the low half of slot 0; only the holder of the lock writes it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Unlock(uint version) => Volatile.Write(ref *(uint*)_words, version + (LockBit << 1));

    /// <summary>The second in which an item of the chain was last read, modulo 2^16. Of a head only.</summary>
    // SAFETY: two bytes of slot 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort ReadSecond() => Volatile.Read(ref *(ushort*)((byte*)_words + SecondOffset));

    // SAFETY: two bytes of slot 0. A lost race costs one count.
    public void WriteSecond(ushort second) => Volatile.Write(ref *(ushort*)((byte*)_words + SecondOffset), second);

    /// <summary>How often the head has been split. Of a head only.</summary>
    // SAFETY: one byte of slot 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadDepth() => Volatile.Read(ref *((byte*)_words + DepthOffset));

    /// <summary>Release: the head that this depth leads to is complete. Under the lock.</summary>
    // SAFETY: one byte of slot 0.
    public void WriteDepth(int depth) => Volatile.Write(ref *((byte*)_words + DepthOffset), (byte)depth);

    /// <summary>Make an overflow bucket as new. Nobody can reach it.</summary>
    // SAFETY: 64 bytes of an overflow bucket.
    public void ClearOverflow() => new System.Span<ulong>(_words, OverflowSlots).Clear();
}
