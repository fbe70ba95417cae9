namespace Pelikan.Storage.Packs;

/// <summary>How a collection's bytes are laid out.</summary>
internal static class PackLayout
{
    /// <summary>Moves when a pack's bytes come to mean something else; heap files of other versions are not taken over.</summary>
    internal const int Version = 1;
}
