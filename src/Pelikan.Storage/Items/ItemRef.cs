using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Pelikan.Storage.Items;

/// <summary>
/// One item in place. Valid as long as the epoch it was found in. It holds its place alone and decodes what is asked for: a
/// read costs few instructions, so that those of the next read begin while this one waits for memory.
/// </summary>
internal readonly ref struct ItemRef
{
    private readonly ref byte _start;

    /// <param name="bytes">From the item's first byte on; may reach past its end.</param>
    // SAFETY: the caller's span holds the whole item, whose writer reserved that much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ItemRef(Span<byte> bytes)
        : this(ref MemoryMarshal.GetReference(bytes))
    {
    }

    // SAFETY: for addresses that SegmentMemory computed from a word of the hash table.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ItemRef(ref byte start)
    {
        _start = ref start;
        Options = (ItemOptions)Unsafe.Add(ref start, ItemHeader.OptionsOffset);
    }

    /// <summary>False of the default, which is no item.</summary>
    // SAFETY: compares an address.
    public bool Exists
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(ref _start);
    }

    public int KeyLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(Lengths & ItemHeader.KeyBytesMax);
    }

    public int ValueLength
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(Lengths >> 8);
    }

    /// <summary>
    /// Read once: the advisory bits may change at any time, and a copy's size and its bytes, both of which follow from them, must agree.
    /// </summary>
    public ItemOptions Options { get; }

    /// <summary>Bytes it takes in its segment.</summary>
    public int Size
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ItemHeader.SizeOf(Options, KeyLength, ValueLength);
    }

    // SAFETY: the lengths are those the writer reserved room for.
    public ReadOnlySpan<byte> Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, KeyOffset), KeyLength);
    }

    // SAFETY: the lengths are those the writer reserved room for.
    public ReadOnlySpan<byte> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, KeyOffset + KeyLength), ValueLength);
    }

    // SAFETY: behind the fixed header where the option says so.
    public Instant Expiry
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Options & ItemOptions.HasExpiry) == 0
            ? Instant.Never
            : new Instant(Read<uint>(ItemHeader.FixedBytes) | ((long)Unsafe.Add(ref _start, ItemHeader.FixedBytes + sizeof(uint)) << 32));
    }

    public uint Flags
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Options & ItemOptions.HasFlags) == 0
            ? 0
            : Read<uint>(ItemHeader.FixedBytes + ItemHeader.OptionalBytes(Options & ItemOptions.HasExpiry));
    }

    /// <summary>The CAS id the item carries; 0 if its id is that of its location.</summary>
    public ulong ExplicitCas => (Options & ItemOptions.HasCas) == 0
        ? 0
        : Read<ulong>(ItemHeader.FixedBytes + ItemHeader.OptionalBytes(Options & (ItemOptions.HasExpiry | ItemOptions.HasFlags)));

    /// <summary>What the item has in its block of traits; of a plain item the default.</summary>
    // SAFETY: behind the other optional fields where the option says so.
    public ItemTraits Traits => (Options & ItemOptions.HasTraits) == 0
        ? default
        : ItemTraits.Of(Read<byte>(TraitsOffset), Read<uint>(TraitsOffset + 1));

    /// <summary>Whether the value is a collection.</summary>
    public bool IsCollection
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Options & ItemOptions.HasTraits) != 0 && Traits.Kind != ItemKind.String;
    }

    private int TraitsOffset => ItemHeader.FixedBytes + ItemHeader.BytesBeforeTraits(Options);

    private uint Lengths
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Read<uint>(0);
    }

    private int KeyOffset
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ItemHeader.FixedBytes + ItemHeader.OptionalBytes(Options);
    }

    // SAFETY: as Key, whose length is compared first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool KeyEquals(ReadOnlySpan<byte> key) =>
        KeyLength == key.Length && MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, KeyOffset), key.Length).SequenceEqual(key);

    /// <summary>Set the bit of an item whose CAS id is about to be told; visible to everybody when this returns.</summary>
    // SAFETY: inside the fixed header.
    public void MarkObserved()
    {
        ref byte options = ref Unsafe.Add(ref _start, ItemHeader.OptionsOffset);
        byte seen = Volatile.Read(ref options);

        // Lost only to the mark of death, and then there is no copy left to keep the id.
        _ = Interlocked.CompareExchange(ref options, (byte)(seen | (byte)ItemOptions.CasObserved), seen);
    }

    /// <summary>
    /// Remember a read, of an item that has traits. Plain stores: a copy made at the same moment may miss them. Only what is not known
    /// yet is written, once a second at most: an item that everybody reads stays in everybody's cache.
    /// </summary>
    // SAFETY: the block is there by the caller's word, inside the item.
    public void MarkAccess(uint second)
    {
        ref byte packed = ref Unsafe.Add(ref _start, TraitsOffset);
        byte seen = Volatile.Read(ref packed);
        byte marked = (byte)(seen | ((int)ItemMarks.Fetched << ItemTraits.MarksShift));
        if (seen != marked)
        {
            Volatile.Write(ref packed, marked);
        }

        if (Read<uint>(TraitsOffset + 1) < second)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref packed, 1), second);
        }
    }

    /// <summary>Set the bit of an item that was taken out of the table. A plain store, which may undo <see cref="MarkObserved"/>: of the dead.</summary>
    // SAFETY: inside the fixed header.
    public void MarkDead() =>
        Volatile.Write(ref Unsafe.Add(ref _start, ItemHeader.OptionsOffset), (byte)(Options | ItemOptions.Dead));

    // SAFETY: the caller asks for fields that the item has. The machine is little-endian, as the layout.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Read<T>(int offset)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref _start, offset));
}
