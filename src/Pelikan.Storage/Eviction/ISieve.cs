namespace Pelikan.Storage.Eviction;

/// <summary>The rule by which the live items of a segment are told apart: which survive it, and with what frequency.</summary>
internal interface ISieve
{
    /// <summary>Whether no live item may be dropped, not even for want of room.</summary>
    bool KeepsAll { get; }

    /// <summary>Whether an item survives.</summary>
    /// <param name="reads">How often it was read, smoothed.</param>
    /// <param name="size">Bytes it takes.</param>
    bool Keeps(int reads, int size);

    /// <summary>The reads that a survivor still counts in its new place.</summary>
    int ReadsLeft(int reads);

    /// <summary>Account for bytes that were gone through.</summary>
    /// <param name="bytes">Of one item, or of the dead between two.</param>
    /// <param name="kept">Whether they survived.</param>
    void Count(int bytes, bool kept);

    /// <summary>A live item is dropped.</summary>
    /// <param name="hash">Of its key.</param>
    void Dropped(ulong hash);
}
