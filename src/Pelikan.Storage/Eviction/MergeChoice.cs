using System;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// Which segments to merge next: the TTL buckets take turns, and within one the turn goes on behind the segments that the last
/// merge left, so that every segment ages equally long. Used by one thread at a time.
/// </summary>
internal sealed class MergeChoice
{
    public const int SourcesMax = 32;

    /// <summary>Fewer consecutive segments than this are not worth a merge.</summary>
    private const int SourcesMin = 2;

    /// <summary>A merge looks at no more than one part in this many of a partition's segments: what nobody reads is dropped at once.</summary>
    private const int PartsMin = 8;

    private readonly PartitionSegments _segments;
    private readonly int _mergeMax;
    private readonly long[] _resumeAfter = new long[TtlBuckets.TtlBuckets.Count];
    private int _nextBucket;

    public MergeChoice(PartitionSegments segments, int mergeMax)
    {
        _segments = segments;
        _mergeMax = Math.Clamp(segments.Share / PartsMin, SourcesMin, Math.Min(mergeMax, SourcesMax));
    }

    /// <summary>Fill <paramref name="sources"/> with settled segments in their order; returns how many, 0 for none.</summary>
    public int Choose(Span<int> sources, long safeEpoch)
    {
        int bucket = NextBucket(safeEpoch);
        if (bucket < 0)
        {
            return 0;
        }

        int count = Collect(sources, bucket, _resumeAfter[bucket], safeEpoch);
        if (count < SourcesMin)
        {
            count = Collect(sources, bucket, 0, safeEpoch);
        }

        if (count > 0)
        {
            _resumeAfter[bucket] = _segments.Headers[sources[count - 1]].Sequence;
        }

        return count < SourcesMin ? 0 : count;
    }

    /// <summary>The next TTL bucket in turn that has enough settled segments; -1 if none has.</summary>
    private int NextBucket(long safeEpoch)
    {
        Span<int> settled = stackalloc int[TtlBuckets.TtlBuckets.Count];
        settled.Clear();
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            if (_segments.IsSettled(segment, safeEpoch))
            {
                settled[_segments.Headers[segment].TtlBucket]++;
            }
        }

        for (int i = 0; i < settled.Length; i++)
        {
            int bucket = (_nextBucket + i) % settled.Length;
            if (settled[bucket] >= SourcesMin)
            {
                _nextBucket = bucket + 1;
                return bucket;
            }
        }

        return -1;
    }

    /// <summary>The first segments of a bucket in sequence, behind a given one; one pass over the headers.</summary>
    private int Collect(Span<int> sources, int bucket, long after, long safeEpoch)
    {
        int count = 0;
        for (int segment = 1; segment <= _segments.PoolCount; segment++)
        {
            ref SegmentHeader header = ref _segments.Headers[segment];
            if (header.TtlBucket == bucket && header.Sequence > after && _segments.IsSettled(segment, safeEpoch))
            {
                count = Insert(sources[.._mergeMax], count, segment);
            }
        }

        return count;
    }

    /// <summary>Insert into the first <paramref name="count"/>, sorted by sequence; the last falls out where there is no room.</summary>
    private int Insert(Span<int> sources, int count, int segment)
    {
        long sequence = _segments.Headers[segment].Sequence;
        int at = count;
        while (at > 0 && _segments.Headers[sources[at - 1]].Sequence > sequence)
        {
            at--;
        }

        if (at == sources.Length)
        {
            return count;
        }

        int kept = Math.Min(count, sources.Length - 1);
        sources[at..kept].CopyTo(sources[(at + 1)..]);
        sources[at] = segment;
        return kept + 1;
    }
}
