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
    private readonly PartitionSegments _segments;
    private readonly OpenSegments _open;
    private readonly SegmentDrainer _drainer;
    private readonly SegmentMerger _merger;
    private readonly MergeChoice _choice;
    private readonly EvictionKind _kind;
    private int _claimed;

    public Evictor(
        PartitionSegments segments, OpenSegments open, SegmentDrainer drainer, SegmentMerger merger, EvictionKind kind, int mergeMax)
    {
        _segments = segments;
        _open = open;
        _drainer = drainer;
        _merger = merger;
        _kind = kind;
        _choice = new MergeChoice(segments, mergeMax);
    }

    /// <summary>Whether live items may be dropped at all.</summary>
    public bool Evicts => _kind != EvictionKind.None;

    /// <summary>Become the partition's one evictor; end with <see cref="Release"/>.</summary>
    public bool TryClaim() => Volatile.Read(ref _claimed) == 0 && Interlocked.CompareExchange(ref _claimed, 1, 0) == 0;

    public void Release() => Volatile.Write(ref _claimed, 0);

    /// <summary>Free something; returns the number of segments retired, 0 if nothing may be evicted at present.</summary>
    /// <param name="quick">Whether a writer waits: then one segment is dropped whole, because a merge takes long.</param>
    /// <param name="now">The time that decides what is expired.</param>
    /// <param name="writer">The calling thread's state.</param>
    public int Evict(bool quick, Instant now, WriterState writer)
    {
        long safe = _segments.SafeEpoch();
        int freed = DropWorthless(quick ? 1 : int.MaxValue, safe, now, writer);
        if (freed > 0 || _kind == EvictionKind.None)
        {
            return freed;
        }

        if (_kind == EvictionKind.Merge && !quick)
        {
            Span<int> sources = stackalloc int[MergeChoice.SourcesMax];
            int count = _choice.Choose(sources, safe);
            freed = count == 0 ? 0 : _merger.Merge(sources[..count], safe, now, writer);
        }

        if (freed == 0)
        {
            freed = DropOne(safe, now, writer);
        }

        writer.Counters.Add((int)(freed > 0 ? StorageMetric.SegmentEvict : StorageMetric.SegmentEvictEx), Math.Max(1, freed));
        if (freed == 0 && !IsAnySealed())
        {
            // Close the oldest open segment, so that there is something to evict next time.
            _open.SealOldest();
        }

        return freed;
    }

    /// <summary>Segments without a live item cost nothing to give up, whatever the policy. By any thread, claimed or not.</summary>
    public int DropWorthless(int atMost, long safe, Instant now, WriterState writer)
    {
        int freed = 0;
        for (int segment = 1; segment <= _segments.PoolCount && freed < atMost; segment++)
        {
            if (!_segments.IsSettled(segment, safe))
            {
                continue;
            }

            bool expired = _segments.Headers[segment].NewestExpiry <= now.Milliseconds;
            bool flushed = _segments.IsFlushed(segment);
            bool dead = _segments.LiveItems(segment) == 0;
            if ((!expired && !flushed && !dead) || !_segments.TryClaim(segment, safe))
            {
                continue;
            }

            freed++;
            if (dead)
            {
                // Settled, so every item is accounted for: no slot leads here, and there is nothing to take out.
                _segments.Retire(segment);
                continue;
            }

            _drainer.Drain(segment, flushed ? StorageMetric.ItemFlush : StorageMetric.ItemExpire, now, writer);
            writer.Counters.Increment((int)(flushed ? StorageMetric.SegmentClear : StorageMetric.SegmentExpire));
        }

        return freed;
    }

    private bool IsAnySealed()
    {
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            ref SegmentHeader header = ref _segments.Headers[segment];
            if (header.Owner == _segments.Owner && header.State == SegmentState.Sealed)
            {
                return true;
            }
        }

        return false;
    }

    private int DropOne(long safe, Instant now, WriterState writer)
    {
        int victim = _kind == EvictionKind.Random ? RandomSettled(safe, writer) : OldestSettled(safe);
        if (victim == 0 || !_segments.TryClaim(victim, safe))
        {
            return 0;
        }

        _drainer.Drain(victim, StorageMetric.ItemEvict, now, writer);
        return 1;
    }

    private int OldestSettled(long safe)
    {
        int oldest = 0;
        long sequence = long.MaxValue;
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            if (_segments.IsSettled(segment, safe) && _segments.Headers[segment].Sequence < sequence)
            {
                oldest = segment;
                sequence = _segments.Headers[segment].Sequence;
            }
        }

        return oldest;
    }

    /// <summary>From a random place on, the first settled segment.</summary>
    private int RandomSettled(long safe, WriterState writer)
    {
        int start = (int)(writer.NextRandom() % (uint)_segments.PoolCount);
        for (int i = 0; i < _segments.PoolCount; i++)
        {
            int segment = ((start + i) % _segments.PoolCount) + 1;
            if (_segments.IsSettled(segment, safe))
            {
                return segment;
            }
        }

        return 0;
    }
}
