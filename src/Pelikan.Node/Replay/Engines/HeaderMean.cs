namespace Pelikan.Node.Replay.Engines;

/// <summary>
/// Bytes an item takes in its segment beside key and value, on the mean of what was written: five always, and five for an expiry.
/// docs/storage.md has the layout. A mutable struct: a field of its engine.
/// </summary>
internal struct HeaderMean
{
    private const int FixedBytes = 5;
    private const int ExpiryBytes = 5;

    private long _items;
    private long _bytes;

    /// <summary>0 before anything was written.</summary>
    public readonly double Bytes => _items == 0 ? 0 : (double)_bytes / _items;

    /// <summary>Count an item.</summary>
    /// <param name="expires">Whether it has an expiry.</param>
    public void Add(bool expires)
    {
        _items++;
        _bytes += FixedBytes + (expires ? ExpiryBytes : 0);
    }
}
