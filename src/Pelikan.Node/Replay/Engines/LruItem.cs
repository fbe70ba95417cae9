namespace Pelikan.Node.Replay.Engines;

/// <summary>What <see cref="LruEngine"/> knows of an item.</summary>
/// <param name="Key">Its key's number.</param>
/// <param name="KeyLength">Bytes of its key.</param>
/// <param name="ValueBytes">Bytes of its value.</param>
/// <param name="Expiry">Milliseconds on the trace's clock; the greatest number for never.</param>
internal readonly record struct LruItem(ulong Key, int KeyLength, long ValueBytes, long Expiry)
{
    /// <summary>What it takes of the heap.</summary>
    public long Bytes => KeyLength + ValueBytes + LruEngine.ItemOverheadBytes;
}
