using System;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Puts sparse segments of one TTL bucket together without losing an item: each keeps what it is, how often it was read, and its
/// segment's newest place in line. Used by the one thread that has claimed the evictor.
/// </summary>
internal sealed class SegmentCompactor
{
    private readonly PartitionSegments _segments;
    private readonly SegmentSifter _sifter;
    private readonly SurvivorSegments _destination;
    private readonly int _target;

    /// <param name="segments">The partition's segments.</param>
    /// <param name="sifter">Moves the items.</param>
    /// <param name="target">A segment is sparse if at most one part in this many of it is live; 0 = never.</param>
    public SegmentCompactor(PartitionSegments segments, SegmentSifter sifter, int target)
    {
        _segments = segments;
        _sifter = sifter;
        _destination = new SurvivorSegments(segments);
        _target = target;
    }

    /// <summary>Compact once, if it pays; returns how many segments are free by that, net.</summary>
    public int Compact(SettledSegments settled, long safeEpoch, Instant now, WriterState writer)
    {
        Span<int> sources = stackalloc int[CompactionChoice.SourcesMax];
        int count = CompactionChoice.Choose(settled.All, _segments.SegmentBytes, _target, sources);
        if (count == 0 || _segments.IsPoolEmpty)
        {
            return 0;
        }

        // The newest source's place: nothing is evicted sooner than it would have been.
        long order = settled[sources[count - 1]].Order;
        int taken = _destination.Taken;
        int retired = 0;
        CompactionSieve sieve = default;
        foreach (int segment in sources[..count])
        {
            SegmentSummary source = settled[segment];
            settled.Remove(segment);
            if (!_segments.TryClaim(segment, safeEpoch))
            {
                continue;
            }

            if (_sifter.Sift(source, ref sieve, _destination, order, now, writer).Left > 0)
            {
                _segments.Unclaim(segment);
                break;
            }

            _segments.Retire(segment);
            retired++;
        }

        _destination.SealAll();
        writer.Counters.Add((int)StorageMetric.SegmentCompact, retired);
        return retired - (_destination.Taken - taken);
    }
}
