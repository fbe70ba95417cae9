using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>s3fifo's rule for a segment of either queue; what the small queue drops is entered in the ghost.</summary>
internal readonly struct QueueSieve : ISieve
{
    private readonly SegmentQueue _queue;
    private readonly GhostTable _ghost;

    public QueueSieve(SegmentQueue queue, GhostTable ghost)
    {
        _queue = queue;
        _ghost = ghost;
    }

    public bool KeepsAll => false;

    public bool Keeps(int reads, int size) => S3FifoEviction.Keeps(_queue, reads);

    public int ReadsLeft(int reads) => S3FifoEviction.ReadsLeft(_queue, reads);

    public void Count(int bytes, bool kept)
    {
    }

    public void Dropped(ulong hash)
    {
        if (_queue == SegmentQueue.Small)
        {
            _ghost.Enter(hash);
        }
    }
}
