using Pelikan.Storage.Reclamation;

namespace Pelikan.Storage.Segments;

/// <summary>A partition as the pool and the other partitions see it: somebody who may hold more than its share.</summary>
internal interface IShareHolder
{
    /// <summary>Have the owner look soon: free segments are short, and this partition holds more than its share. Returns at once.</summary>
    void Tell();

    /// <summary>
    /// Come one step nearer to a free segment, at the cost of this partition's oldest or least used items. On the thread of
    /// another partition's writer, which is inside an epoch and holds no view.
    /// </summary>
    /// <returns>Whether a segment came back to the pool.</returns>
    bool GiveUpOne(in EpochGuard guard);
}
