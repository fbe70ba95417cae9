using System;
using System.Buffers.Binary;
using System.Threading;

namespace Pelikan.Storage.Items;

/// <summary>One item in place, decoded. Valid as long as the epoch it was found in.</summary>
internal readonly ref struct ItemRef
{
    private readonly Span<byte> _bytes;
    private readonly uint _lengths;

    /// <param name="bytes">From the item's first byte on; may reach past its end.</param>
    public ItemRef(Span<byte> bytes)
    {
        _bytes = bytes;
        _lengths = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        Options = (ItemOptions)bytes[ItemHeader.OptionsOffset];
    }

    public int KeyLength => (int)(_lengths & ItemHeader.KeyBytesMax);

    public int ValueLength => (int)(_lengths >> 8);

    /// <summary>Read once: the advisory bits may change, and sizes computed from one view must agree.</summary>
    public ItemOptions Options { get; }

    /// <summary>Bytes it takes in its segment.</summary>
    public int Size => ItemHeader.SizeOf(Options, KeyLength, ValueLength);

    public ReadOnlySpan<byte> Key => _bytes.Slice(KeyOffset, KeyLength);

    public ReadOnlySpan<byte> Value => _bytes.Slice(KeyOffset + KeyLength, ValueLength);

    public Instant Expiry => (Options & ItemOptions.HasExpiry) == 0
        ? Instant.Never
        : new Instant(BinaryPrimitives.ReadUInt32LittleEndian(_bytes[ItemHeader.FixedBytes..]) | ((long)_bytes[ItemHeader.FixedBytes + 4] << 32));

    public uint Flags
    {
        get
        {
            ItemOptions options = Options;
            int at = ItemHeader.FixedBytes + ItemHeader.OptionalBytes(options & ItemOptions.HasExpiry);
            return (options & ItemOptions.HasFlags) == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);
        }
    }

    /// <summary>The CAS id the item carries; 0 if its id is that of its location.</summary>
    public ulong ExplicitCas
    {
        get
        {
            ItemOptions options = Options;
            int at = ItemHeader.FixedBytes + ItemHeader.OptionalBytes(options & (ItemOptions.HasExpiry | ItemOptions.HasFlags));
            return (options & ItemOptions.HasCas) == 0 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(_bytes[at..]);
        }
    }

    private int KeyOffset => ItemHeader.FixedBytes + ItemHeader.OptionalBytes(Options);

    public bool KeyEquals(ReadOnlySpan<byte> key) => KeyLength == key.Length && Key.SequenceEqual(key);

    /// <summary>Set the bit of an item whose CAS id is about to be told; visible to everybody when this returns.</summary>
    public void MarkObserved()
    {
        ref byte options = ref _bytes[ItemHeader.OptionsOffset];
        byte seen = Volatile.Read(ref options);

        // Lost only to the mark of death, and then there is no copy left to keep the id.
        _ = Interlocked.CompareExchange(ref options, (byte)(seen | (byte)ItemOptions.CasObserved), seen);
    }

    /// <summary>Set the bit of an item that was taken out of the table. A plain store, which may undo <see cref="MarkObserved"/>: of the dead.</summary>
    public void MarkDead() =>
        Volatile.Write(ref _bytes[ItemHeader.OptionsOffset], (byte)(Options | ItemOptions.Dead));

    /// <summary>The whole item, to be copied.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes[..Size];
}
