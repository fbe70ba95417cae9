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
    /// <summary>Segments gone through at once, at most: the items of so many fit in one less, if as much of each is dead as the target says.</summary>
    private const int SourcesMax = 64;

    /// <summary>Of a writer that waits: it clears two half-empty segments at once, no more.</summary>
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

    private int Taken => _small.Taken + _main.Taken;

    /// <summary>Compact until a segment is free by it, if that can be had; returns how many are, net.</summary>
    /// <param name="settled">What there is to choose from.</param>
    /// <param name="quick">Whether a writer waits that may evict instead: then little is done.</param>
    /// <param name="safeEpoch">The present safe epoch.</param>
    /// <param name="now">The time that decides what is expired.</param>
    /// <param name="writer">The calling thread's state.</param>
    public int Compact(SettledSegments settled, bool quick, long safeEpoch, Instant now, WriterState writer)
    {
        int sourcesMax = quick ? QuickSourcesMax : SourcesMax;
        int target = quick ? Math.Min(_target, QuickTarget) : _target;
        int taken = Taken;
        int retired = 0;
        for (int i = 0; i < sourcesMax && retired <= Taken - taken; i++)
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

            settled.Remove(victim);
            if (!_segments.TryClaim(victim, safeEpoch))
            {
                continue;
            }

            CompactionSieve sieve = default;
            if (_sifter.Sift(source, ref sieve, destination, now, writer).Left > 0)
            {
                _segments.Unclaim(victim);
                break;
            }

            _segments.Retire(victim);
            retired++;
        }

        writer.Counters.Add((int)StorageMetric.SegmentCompact, retired);
        return retired - (Taken - taken);
    }

    /// <summary>Seal what a flush or time has killed.</summary>
    public void SealDead(Instant now)
    {
        _small.SealDead(now);
        _main.SealDead(now);
    }

    public void SealAll()
    {
        _small.SealAll();
        _main.SealAll();
    }
}
