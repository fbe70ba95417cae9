using System.Collections.Immutable;

namespace Pelikan.Storage.Checks;

/// <summary>What a whole-store check found.</summary>
/// <param name="Items">Items linked from the hash table.</param>
/// <param name="ItemBytes">Their bytes in segments.</param>
/// <param name="Segments">Segments the partition holds.</param>
/// <param name="Problems">Every broken rule, in words; empty for a sound store.</param>
public sealed record StoreCheckResult(long Items, long ItemBytes, int Segments, ImmutableArray<string> Problems)
{
    public bool IsSound => Problems.IsEmpty;
}
