using System;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Eviction;

/// <summary>
/// The partition's settled segments as one pass over the headers finds them: what policies choose from. Used by the one thread
/// that has claimed the evictor; the memory is used again each time.
/// </summary>
internal sealed class SettledSegments
{
    private readonly PartitionSegments _segments;
    private SegmentSummary[] _found;
    private int _count;

    public SettledSegments(PartitionSegments segments)
    {
        _segments = segments;
        _found = new SegmentSummary[segments.Share];
    }

    public ReadOnlySpan<SegmentSummary> All => _found.AsSpan(0, _count);

    /// <summary>Whether any segment is sealed, settled or not.</summary>
    public bool IsAnySealed { get; private set; }

    /// <summary>Whether a sealed segment waits for its writers, so that nobody can tell yet what is dead in it.</summary>
    public bool IsAnyUnsettled { get; private set; }

    /// <summary>Segments of the small queue, open ones included.</summary>
    public int SmallHeld { get; private set; }

    /// <summary>Segments that items lie in, open ones included.</summary>
    public int Held { get; private set; }

    /// <summary>Look at the header of every segment held.</summary>
    public void Collect(long safeEpoch)
    {
        _count = 0;
        IsAnySealed = false;
        IsAnyUnsettled = false;
        SmallHeld = 0;
        Held = 0;
        foreach (int segment in _segments.Own)
        {
            ref SegmentHeader header = ref _segments.Headers[segment];
            SegmentState state = header.State;
            if (header.Owner != _segments.Owner || state is not (SegmentState.Open or SegmentState.Sealed))
            {
                continue;
            }

            Held++;
            SmallHeld += header.Queue == SegmentQueue.Small ? 1 : 0;
            IsAnySealed |= state == SegmentState.Sealed;
            if (_segments.IsSettled(segment, safeEpoch))
            {
                Add(segment, in header);
            }
            else
            {
                IsAnyUnsettled |= state == SegmentState.Sealed;
            }
        }

        _segments.SubtractDead(_found.AsSpan(0, _count));
    }

    /// <summary>Take a segment out of what there is to choose from.</summary>
    public void Remove(int segment)
    {
        int at = 0;
        while (at < _count && _found[at].Segment != segment)
        {
            at++;
        }

        if (at == _count)
        {
            return;
        }

        SmallHeld -= _found[at].Queue == SegmentQueue.Small ? 1 : 0;
        Held--;
        _found[at] = _found[--_count];
    }

    public SegmentSummary this[int segment]
    {
        get
        {
            foreach (ref readonly SegmentSummary summary in All)
            {
                if (summary.Segment == segment)
                {
                    return summary;
                }
            }

            return default;
        }
    }

    private void Add(int segment, in SegmentHeader header)
    {
        if (_count == _found.Length)
        {
            // Only where the partition holds more than it ever did.
            Array.Resize(ref _found, 2 * _found.Length);
        }

        _found[_count++] = new SegmentSummary(
            segment, header.TtlBucket, header.Queue, header.Order, header.Sequence, header.NewestExpiry, header.Items, header.Position);
    }
}
