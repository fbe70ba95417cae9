using System.Threading;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// One 64-byte bucket; the only access to its words.
/// <code>
///  slot   0            1 … 6     7
///  head   bucket info  items     item, or link to the next bucket
///  chain  item         items     item, or link
///
///  bucket info:  | lock 1, version 31 (low half) | second of the last read 16 | unused 16 |
/// </code>
/// </summary>
internal readonly unsafe struct BucketRef
{
    public const int Slots = 8;
    public const int LastSlot = Slots - 1;
    public const uint LockBit = 1;

    // SAFETY: points to 64 bytes of the table's memory, which lives as long as the table.
    private readonly ulong* _words;

    // SAFETY: see _words.
    public BucketRef(ulong* words) => _words = words;

    public bool Exists => _words is not null;

    /// <summary>Acquire: what the writer of this word did before is visible.</summary>
    // SAFETY: slot is 0 to 7.
    public ItemInfo Read(int slot) => new(Volatile.Read(ref _words[slot]));

    /// <summary>A bit for each slot that probably has the tag, the bucket info of a head included.</summary>
    // SAFETY: see _words.
    public uint Match(ulong tag) => TagMatch.Slots(_words, tag);

    /// <summary>Release: pairs with <see cref="Read"/>; the item's bytes are visible before the word.</summary>
    // SAFETY: slot is 0 to 7.
    public void Write(int slot, ItemInfo info) => Volatile.Write(ref _words[slot], info.Word);

    /// <summary>Replace a word if nobody else did.</summary>
    // SAFETY: slot is 0 to 7.
    public bool TryReplace(int slot, ItemInfo expected, ItemInfo info) =>
        Interlocked.CompareExchange(ref _words[slot], info.Word, expected.Word) == expected.Word;

    /// <summary>The lock bit and the version, which every change of the chain moves. Of a chain's head only.</summary>
    // SAFETY: the low half of slot 0.
    public uint ReadVersion() => Volatile.Read(ref *(uint*)_words);

    /// <summary>Claim the chain, if nothing in it changed since <paramref name="version"/> was read unlocked.</summary>
    // SAFETY: the low half of slot 0.
    public bool TryLock(uint version) =>
        Interlocked.CompareExchange(ref *(uint*)_words, version | LockBit, version) == version;

    /// <summary>Let go of the chain after a change. <paramref name="version"/> is the one it was locked at.</summary>
    // SAFETY: the low half of slot 0; only the holder of the lock writes it.
    public void Unlock(uint version) => Volatile.Write(ref *(uint*)_words, version + (LockBit << 1));

    /// <summary>The second in which an item of the chain was last read, modulo 2^16.</summary>
    // SAFETY: the high half of slot 0.
    public ushort ReadSecond() => Volatile.Read(ref *((ushort*)_words + 2));

    // SAFETY: the high half of slot 0. A lost race costs one count.
    public void WriteSecond(ushort second) => Volatile.Write(ref *((ushort*)_words + 2), second);
}
