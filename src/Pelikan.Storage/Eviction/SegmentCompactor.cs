using System;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Makes room of what is dead, without losing an item: live items move to another segment of their TTL bucket and queue, and keep what they are,
/// how often they were read, and a place in line no worse than before. Used by the one thread that has claimed the evictor.
/// </summary>
internal sealed class SegmentCompactor
{
    /// <summary>Segments gone through at once, at most: what they held comes back only when the caller leaves its epoch.</summary>
    private const int SourcesMax = 4;

    /// <summary>Of a writer that waits: it clears two half-dead segments at once, no more.</summary>
    private const int QuickSourcesMax = 2;
    private const int QuickTarget = 2;

    private readonly PartitionSegments _segments;
    private readonly SegmentSifter _sifter;
    private readonly SurvivorSegments _small;
    private readonly SurvivorSegments _main;
    private readonly int _target;

    /// <param name="segments">The partition's segments.</param>
    /// <param name="sifter">Moves the items.</param>
    /// <param name="target">A segment is gone through if at least one part in this many of it is dead; 0 = never.</param>
    public SegmentCompactor(PartitionSegments segments, SegmentSifter sifter, int target)
    {
        _segments = segments;
        _sifter = sifter;
        _small = new SurvivorSegments(segments, SegmentQueue.Small, keepsPlace: true);
        _main = new SurvivorSegments(segments, SegmentQueue.Main, keepsPlace: true);
        _target = target;
    }

    /// <summary>Go through a few segments, if it pays; returns how many are retired. Their items may have taken others, which go on being filled.</summary>
    /// <param name="settled">What there is to choose from.</param>
    /// <param name="quick">Whether a writer waits that may evict instead: then little is done.</param>
    /// <param name="safeEpoch">The present safe epoch.</param>
    /// <param name="now">The time that decides what is expired.</param>
    /// <param name="writer">The calling thread's state.</param>
    public int Compact(SettledSegments settled, bool quick, long safeEpoch, Instant now, WriterState writer)
    {
        int sourcesMax = quick ? QuickSourcesMax : SourcesMax;
        int target = quick ? Math.Min(_target, QuickTarget) : _target;
        int retired = 0;
        for (int i = 0; i < sourcesMax; i++)
        {
            int victim = CompactionChoice.Choose(settled.All, _segments.SegmentBytes, target);
            if (victim == 0)
            {
                break;
            }

            SegmentSummary source = settled[victim];
            SurvivorSegments destination = source.Queue == SegmentQueue.Small ? _small : _main;
            if (!destination.HasRoom)
            {
                break;
            }

            if (!_segments.TryClaim(victim, safeEpoch))
            {
                settled.Remove(victim);
                continue;
            }

            CompactionSieve sieve = default;
            if (_sifter.Sift(source, ref sieve, destination, now, writer).Left > 0)
            {
                // No room for the rest. The policy may still choose it.
                _segments.Unclaim(victim);
                break;
            }

            settled.Remove(victim);
            _segments.Retire(victim);
            retired++;
        }

        writer.Counters.Add((int)StorageMetric.SegmentCompact, retired);
        return retired;
    }

    /// <summary>Seal what a flush or time has killed.</summary>
    public void SealDead(Instant now)
    {
        _small.SealDead(now);
        _main.SealDead(now);
    }

    /// <summary>Seal what much has died in since it was moved there, so that it is gone through again.</summary>
    public void SealSparse()
    {
        if (_target != 0)
        {
            _small.SealWithDead(_segments.SegmentBytes / _target);
            _main.SealWithDead(_segments.SegmentBytes / _target);
        }
    }

    public void SealAll()
    {
        _small.SealAll();
        _main.SealAll();
    }
}
