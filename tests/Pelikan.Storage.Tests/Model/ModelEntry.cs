namespace Pelikan.Storage.Tests.Model;

/// <summary>What the model knows of one key. Immutable; its arrays are not written after it is made.</summary>
/// <param name="Value">The newest value.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Expiry">From then on it is gone.</param>
/// <param name="Cas">The CAS id that was told for it; 0 while nobody has asked.</param>
internal sealed record ModelEntry(byte[] Value, uint Flags, Instant Expiry, ulong Cas)
{
    public ItemKind Kind { get; init; }

    /// <summary>What was stored with it; <see cref="ItemMarks.Fetched"/> also once it was read.</summary>
    public ItemMarks Marks { get; init; }

    /// <summary>Whether its reads are remembered.</summary>
    public bool KeepsAccess { get; init; }

    /// <summary>The second of the last read, or else of the store.</summary>
    public long AccessSecond { get; init; }

    public bool IsCollection => Kind != ItemKind.String;

    /// <summary>As it is after a read.</summary>
    public ModelEntry Read(Instant now) =>
        KeepsAccess ? this with { Marks = Marks | ItemMarks.Fetched, AccessSecond = now.Milliseconds / 1000 } : this;
}
