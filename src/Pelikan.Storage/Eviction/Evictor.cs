using System;
using System.Threading;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Frees segments by the partition's policy. One thread at a time; the others go on looking for a free segment. What it frees
/// is retired: it comes back once its readers are gone.
/// </summary>
internal sealed class Evictor
{
    /// <summary>Segments that a writer which waits goes through, at most: the first may free no more than its survivors take.</summary>
    private const int QuickSources = 2;

    private readonly PartitionSegments _segments;
    private readonly OpenSegments _open;
    private readonly SegmentDrainer _drainer;
    private readonly SegmentSifter _sifter;
    private readonly SegmentCompactor _compactor;
    private readonly SurvivorSegments _survivors;
    private readonly SettledSegments _settled;
    private readonly GhostTable? _ghost;
    private readonly SmallQueueShare? _smallShare;
    private readonly EvictionKind _kind;
    private readonly int _sourcesMax;
    private MergeCutoff _smallCutoff;
    private MergeCutoff _mainCutoff;
    private int _claimed;

    public Evictor(
        PartitionSegments segments,
        OpenSegments open,
        SegmentDrainer drainer,
        SegmentSifter sifter,
        GhostTable? ghost,
        SmallQueueShare? smallShare,
        SegCacheOptions options)
    {
        _segments = segments;
        _open = open;
        _drainer = drainer;
        _sifter = sifter;
        _ghost = ghost;
        _smallShare = smallShare;
        _compactor = new SegmentCompactor(segments, sifter, options.CompactTarget);
        _survivors = new SurvivorSegments(segments, SegmentQueue.Main, keepsPlace: false);
        _settled = new SettledSegments(segments);
        _kind = options.Eviction;
        _sourcesMax = options.MergeMax;
        _smallCutoff = new MergeCutoff(1.0 / options.MergeTarget, segments.SegmentBytes);
        _mainCutoff = new MergeCutoff(1 - (1.0 / options.MergeTarget), segments.SegmentBytes);
    }

    /// <summary>Whether live items may be dropped at all.</summary>
    public bool Evicts => _kind != EvictionKind.None;

    /// <summary>Whether the last look left segments out that wait for their writers: what is dead in them can be told soon. Claimed.</summary>
    public bool MayFindMoreSoon => _settled.IsAnyUnsettled;

    /// <summary>Become the partition's one evictor; end with <see cref="Release"/>.</summary>
    public bool TryClaim() => Volatile.Read(ref _claimed) == 0 && Interlocked.CompareExchange(ref _claimed, 1, 0) == 0;

    public void Release() => Volatile.Write(ref _claimed, 0);

    /// <summary>Free something; returns the number of segments retired, 0 if nothing may be evicted at present. Claimed.</summary>
    /// <param name="quick">Whether a writer waits: then little is done at once.</param>
    /// <param name="now">The time that decides what is expired.</param>
    /// <param name="writer">The calling thread's state.</param>
    public int Evict(bool quick, Instant now, WriterState writer)
    {
        long safe = _segments.SafeEpoch();
        _settled.Collect(safe);
        int freed = DropWorthless(quick ? 1 : int.MaxValue, safe, now, writer);
        if (freed == 0)
        {
            freed = _compactor.Compact(_settled, quick && Evicts, safe, now, writer);
        }

        if (freed > 0)
        {
            return freed;
        }

        if (!Evicts)
        {
            _compactor.SealSparse();
            return 0;
        }

        freed = _kind is EvictionKind.Merge or EvictionKind.S3Fifo
            ? Sift(quick ? QuickSources : _sourcesMax, safe, now, writer)
            : Drop(Choose(writer), safe, now, writer);
        writer.Counters.Add((int)(freed > 0 ? StorageMetric.SegmentEvict : StorageMetric.SegmentEvictEx), Math.Max(1, freed));
        if (freed == 0 && !_settled.IsAnySealed)
        {
            // Close what is open, so that there is something to evict next time.
            _survivors.SealAll();
            _compactor.SealAll();
            _open.SealOldest();
        }

        return freed;
    }

    /// <summary>Segments without a live item cost nothing to give up, whatever the policy. Claimed.</summary>
    public void DropWorthless(Instant now, WriterState writer)
    {
        SealDead(now);
        long safe = _segments.SafeEpoch();
        _settled.Collect(safe);
        DropWorthless(int.MaxValue, safe, now, writer);
    }

    /// <summary>Seal the survivors' segments that a flush or time has killed. Claimed.</summary>
    public void SealDead(Instant now)
    {
        _survivors.SealDead(now);
        _compactor.SealDead(now);
    }

    private int DropWorthless(int atMost, long safe, Instant now, WriterState writer)
    {
        int freed = 0;
        for (int i = _settled.All.Length - 1; i >= 0 && freed < atMost; i--)
        {
            SegmentSummary summary = _settled.All[i];
            bool expired = summary.NewestExpiry <= now.Milliseconds;
            bool flushed = _segments.IsFlushed(summary.Segment);
            bool dead = summary.LiveItems == 0;
            if ((!expired && !flushed && !dead) || !_segments.TryClaim(summary.Segment, safe))
            {
                continue;
            }

            freed++;
            _settled.Remove(summary.Segment);
            if (dead)
            {
                // Settled, so every item is accounted for: no slot leads here, and there is nothing to take out.
                _segments.Retire(summary.Segment);
                continue;
            }

            _drainer.Drain(summary.Segment, flushed ? StorageMetric.ItemFlush : StorageMetric.ItemExpire, now, writer);
            writer.Counters.Increment((int)(flushed ? StorageMetric.SegmentClear : StorageMetric.SegmentExpire));
        }

        return freed;
    }

    private int Choose(WriterState writer) => _kind switch
    {
        EvictionKind.Random => RandomEviction.Choose(_settled.All, writer.NextRandom()),
        EvictionKind.RandomFifo => RandomFifoEviction.Choose(_settled.All, writer.NextRandom()),
        EvictionKind.Cte => ClosestExpiryEviction.Choose(_settled.All),
        EvictionKind.Util => UtilEviction.Choose(_settled.All),
        EvictionKind.Merge => MergeEviction.Choose(_settled.All, _settled.SmallHeld, _settled.Held, _smallShare!.Value),
        EvictionKind.S3Fifo => S3FifoEviction.Choose(_settled.All, _settled.SmallHeld, _settled.Held),
        _ => FifoEviction.Choose(_settled.All),
    };

    private int Drop(int victim, long safe, Instant now, WriterState writer)
    {
        if (victim == 0 || !_segments.TryClaim(victim, safe))
        {
            return 0;
        }

        _drainer.Drain(victim, StorageMetric.ItemEvict, now, writer);
        return 1;
    }

    /// <summary>Go through segments until one is free net of what survivors take; the last of a round is dropped whole.</summary>
    private int Sift(int sourcesMax, long safe, Instant now, WriterState writer)
    {
        int retired = 0;
        int taken = _survivors.Taken;
        _smallShare?.Adapt(LiveItems());
        for (int i = 1; i <= sourcesMax && retired <= _survivors.Taken - taken; i++)
        {
            // No room for survivors, but soon: a segment waits for its readers.
            if (_segments.IsPoolEmpty && _segments.Retired > 0)
            {
                break;
            }

            int victim = Choose(writer);
            if (victim == 0)
            {
                break;
            }

            SegmentSummary source = _settled[victim];
            _settled.Remove(victim);
            if (i == sourcesMax)
            {
                retired += Drop(victim, safe, now, writer);
            }
            else if (_segments.TryClaim(victim, safe))
            {
                SiftOne(source, now, writer);
                _segments.Retire(victim);
                retired++;
            }
        }

        return retired;
    }

    private void SiftOne(in SegmentSummary source, Instant now, WriterState writer)
    {
        writer.Counters.Increment((int)StorageMetric.SegmentMerge);
        int moved = _smallShare is not null ? SiftByScore(source, _smallShare, now, writer) : SiftByQueue(source, _ghost!, now, writer);
        writer.Counters.Add((int)StorageMetric.ItemPromote, source.Queue == SegmentQueue.Small ? moved : 0);
    }

    private int SiftByScore(in SegmentSummary source, SmallQueueShare share, Instant now, WriterState writer)
    {
        ref readonly SegmentHeader header = ref _segments.Headers[source.Segment];
        ref MergeCutoff cutoff = ref source.Queue == SegmentQueue.Small ? ref _smallCutoff : ref _mainCutoff;
        MergeSieve sieve = new(cutoff, (double)header.Position / Math.Max(1, header.Items), source.Queue, share);
        int moved = _sifter.Sift(source, ref sieve, _survivors, now, writer).Moved;
        cutoff = sieve.Cutoff;
        return moved;
    }

    private int SiftByQueue(in SegmentSummary source, GhostTable ghost, Instant now, WriterState writer)
    {
        ghost.SetWindow(S3FifoEviction.GhostEntries(LiveItems()));
        QueueSieve sieve = new(source.Queue, ghost);
        return _sifter.Sift(source, ref sieve, _survivors, now, writer).Moved;
    }

    private long LiveItems()
    {
        long items = 0;
        foreach (ref readonly SegmentSummary summary in _settled.All)
        {
            items += summary.LiveItems;
        }

        return items;
    }
}
