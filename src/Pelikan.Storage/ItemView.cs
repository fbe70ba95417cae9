using System;

using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage;

/// <summary>
/// One item as it lies in its segment: no copy. It cannot outlive the <see cref="EpochGuard"/> it was read under;
/// the compiler sees to that, because the store hands it out against an <c>in</c> guard.
/// </summary>
public readonly ref struct ItemView
{
    public ItemView(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, uint flags, ulong cas, Instant expiry)
    {
        Key = key;
        Value = value;
        Flags = flags;
        Cas = cas;
        Expiry = expiry;
    }

    public ReadOnlySpan<byte> Key { get; }

    public ReadOnlySpan<byte> Value { get; }

    /// <summary>The client's 32 opaque bits.</summary>
    public uint Flags { get; }

    /// <summary>Never 0 for a stored item. Only meaningful when the read asked for it.</summary>
    public ulong Cas { get; }

    public Instant Expiry { get; }
}
