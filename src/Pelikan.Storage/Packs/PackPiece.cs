namespace Pelikan.Storage.Packs;

/// <summary>Where an element lies in the editor's bytes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Hash">Of its member, where hashes have been taken.</param>
internal readonly record struct PackPiece(int Start, int Size, uint Hash)
{
    public int End => Start + Size;
}
