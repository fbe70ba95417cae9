using System.Collections.Immutable;

namespace Pelikan.Storage.Checks;

/// <summary>What a whole-store check found.</summary>
/// <param name="Items">Items linked from the hash table.</param>
/// <param name="ItemBytes">Their bytes in segments.</param>
/// <param name="Segments">Segments the partition holds.</param>
/// <param name="Walked">Segments that were walked: all, or those that nobody was filling or emptying.</param>
/// <param name="Skipped">Chains that others kept changing until the check gave up on them: part of them is not checked.</param>
/// <param name="Changes">
/// Changes that other threads made during the check. Where there are any, what was counted at different moments is not compared.
/// </param>
/// <param name="Problems">Broken rules, in words, the first hundred; empty for a sound store.</param>
public sealed record StoreCheckResult(
    long Items, long ItemBytes, int Segments, int Walked, long Skipped, long Changes, ImmutableArray<string> Problems)
{
    public bool IsSound => Problems.IsEmpty;

    /// <summary>Whether counters were compared with what the walks met.</summary>
    public bool IsCompared => Changes == 0;
}
