namespace Pelikan.Storage;

/// <summary>What an <see cref="IItemUpdate"/> stores, but for the value itself.</summary>
/// <param name="ValueLength">Bytes of the value.</param>
/// <param name="Flags">The client's opaque bits.</param>
/// <param name="Expiry">When it expires; if that has passed, nothing is stored and what was there is taken out.</param>
public readonly record struct NewItem(int ValueLength, uint Flags, Instant Expiry);
