using Pelikan.Storage.HashTable;

namespace Pelikan.Storage.Eviction;

/// <summary>Merge's rule: what is read often for its size survives, so much that about the target share of the bytes does.</summary>
internal struct MergeSieve : ISieve
{
    private readonly double _meanSize;
    private MergeCutoff _cutoff;

    /// <param name="cutoff">The cutoff as the last segment left it.</param>
    /// <param name="meanSize">Mean bytes of the segment's items.</param>
    public MergeSieve(MergeCutoff cutoff, double meanSize)
    {
        _cutoff = cutoff;
        _meanSize = meanSize;
        _cutoff.BeginSegment();
    }

    public readonly MergeCutoff Cutoff => _cutoff;

    public readonly bool KeepsAll => false;

    public readonly bool Keeps(int reads, int size) => MergeCutoff.Score(reads, size, _meanSize) > _cutoff.Value;

    public readonly int ReadsLeft(int reads) => Lab.decay == 0 ? 0 : Lab.decay == 1 ? reads / 2 : reads;

    public void Count(int bytes, bool kept) => _cutoff.Count(bytes, kept);

    public readonly void Dropped(ulong hash)
    {
    }
}

public static class Lab { public static int decay = 1; public static double keep = 0; public static int smallReads=1; public static int readsMax=3; public static double tol=0.5; public static int back=1; public static int smallPart=10; }
