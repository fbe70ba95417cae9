using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage.Checks;

/// <summary>
/// Walks segments from their first item to their last. While others are at work only those that nobody fills any more, and only
/// as long as nobody empties them.
/// </summary>
internal sealed class SegmentChecker
{
    /// <summary>Items looked at between two looks at whether the segment is still the same, and between two epochs.</summary>
    private const int SliceItems = 4096;

    private readonly PartitionSegments _segments;
    private readonly HashTable.HashTable _table;
    private readonly ulong _seed;
    private readonly CheckTally _tally;
    private readonly EpochParticipant? _participant;

    /// <param name="segments">The partition's segments.</param>
    /// <param name="table">Its hash table.</param>
    /// <param name="seed">Of the key hash.</param>
    /// <param name="tally">Where findings go.</param>
    /// <param name="participant">The checking thread's place; none if nobody else is at work.</param>
    public SegmentChecker(
        PartitionSegments segments, HashTable.HashTable table, ulong seed, CheckTally tally, EpochParticipant? participant)
    {
        _segments = segments;
        _table = table;
        _seed = seed;
        _tally = tally;
        _participant = participant;
    }

    /// <summary>Walk a segment of this partition, if that may be done now.</summary>
    public void Check(int segment)
    {
        _participant?.Renew();
        uint generation = _segments.Headers[segment].Generation;
        if (!IsStill(segment, generation))
        {
            return;
        }

        try
        {
            Walk(segment, generation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // Bytes that are no item: decoding them leads outside the segment.
            _tally.Problem($"segment {segment} cannot be walked: {fault.Message}");
        }
    }

    private void Walk(int segment, uint generation)
    {
        ref SegmentHeader header = ref _segments.Headers[segment];
        long newest = header.NewestExpiry;
        int counted = header.Items;
        SegmentWalker walker = new(_segments, segment);
        int count = 0;
        int linked = 0;
        while (walker.MoveNext())
        {
            linked += CheckItem(segment, walker.Offset, walker.Item, newest) ? 1 : 0;
            if (++count % SliceItems == 0)
            {
                // Nothing read before is used after, but for the place in the segment: it must be the same one in the same life.
                _participant?.Renew();
                if (!IsStill(segment, generation))
                {
                    return;
                }
            }
        }

        if (count != counted)
        {
            _tally.Problem($"segment {segment} counts {counted} items; a walk meets {count}");
        }

        _tally.Walk(segment, linked);
    }

    /// <summary>True if the hash table links to the item.</summary>
    private bool CheckItem(int segment, int offset, ItemRef item, long newest)
    {
        // The options were read before the table is: an item is marked dead only after it was taken out.
        ulong hash = KeyHash.Of(item.Key, _seed);
        if (_table.FindLocation(hash, ItemInfo.LocationOf(segment, offset)).IsEmpty)
        {
            return false;
        }

        if ((item.Options & ItemOptions.Dead) != 0)
        {
            _tally.Problem($"the table links to an item marked dead, segment {segment} offset {offset}");
        }

        if (item.Expiry.Milliseconds > newest)
        {
            _tally.Problem($"segment {segment} says nothing lives beyond {newest}; the item at offset {offset} lives to {item.Expiry.Milliseconds}");
        }

        return true;
    }

    private bool IsStill(int segment, uint generation)
    {
        ref SegmentHeader header = ref _segments.Headers[segment];
        return header.Generation == generation
            && header.Owner == _segments.Owner
            && (_participant is null || _segments.IsSettled(segment, _segments.SafeEpoch()));
    }
}
