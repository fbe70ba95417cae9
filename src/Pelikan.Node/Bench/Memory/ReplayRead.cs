namespace Pelikan.Node.Bench.Memory;

/// <summary>One read on its way: what is needed to judge its reply, and to store the value where it is missing.</summary>
/// <param name="Key">The key's number.</param>
/// <param name="KeyBytes">Length of its text.</param>
/// <param name="KeyAt">Where its text begins in the text of reads.</param>
/// <param name="ValueBytes">Length of the value as it is stored.</param>
/// <param name="TtlSeconds">What it is stored with.</param>
/// <param name="Exchanges">The read is the first half of a compare-and-swap, and not counted as a read.</param>
internal readonly record struct ReplayRead(ulong Key, int KeyBytes, int KeyAt, int ValueBytes, int TtlSeconds, bool Exchanges);
