namespace Pelikan.Storage.Tests.Model;

/// <summary>What the model knows of one key. Immutable; its arrays are not written after it is made.</summary>
/// <param name="Value">The newest value.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Expiry">From then on it is gone.</param>
/// <param name="Cas">The CAS id that was told for it; 0 while nobody has asked.</param>
internal sealed record ModelEntry(byte[] Value, uint Flags, Instant Expiry, ulong Cas);
