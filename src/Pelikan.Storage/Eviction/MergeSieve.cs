using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>Merge's rule: what is read often for its size survives, so much that about the target share of the bytes does.</summary>
internal struct MergeSieve : ISieve
{
    private readonly double _meanSize;
    private readonly SegmentQueue _queue;
    private readonly SmallQueueShare _share;
    private MergeCutoff _cutoff;

    /// <param name="cutoff">The cutoff as the last segment of the queue left it.</param>
    /// <param name="meanSize">Mean bytes of the segment's items.</param>
    /// <param name="queue">The queue the segment stands in.</param>
    /// <param name="share">Told what is dropped.</param>
    public MergeSieve(MergeCutoff cutoff, double meanSize, SegmentQueue queue, SmallQueueShare share)
    {
        _queue = queue;
        _share = share;
        _cutoff = cutoff;
        _cutoff.BeginSegment();
        _meanSize = meanSize;
    }

    /// <summary>The cutoff for the next segment to go on with.</summary>
    public readonly MergeCutoff Cutoff => _cutoff;

    public readonly bool KeepsAll => false;

    public readonly bool Keeps(int reads, int size) => MergeCutoff.Score(reads, size, _meanSize) > _cutoff.Value;

    /// <summary>None: a survivor proves itself anew, so that old fame fades.</summary>
    public readonly int ReadsLeft(int reads) => 0;

    public void Count(int bytes, bool kept) => _cutoff.Count(bytes, kept);

    public readonly void Dropped(ulong hash) => _share.Dropped(_queue, hash);
}
