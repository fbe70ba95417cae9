using Pelikan.Storage.Segments;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// Goes through the heads of the table in their order, a few at a time, while others read, write and split. An item that is there from the
/// first step to the last is shown at least once: nothing but a split moves it, to a head further on or towards the start of its own
/// chain, and a chain that is split while it is read is read again.
/// </summary>
internal sealed class TableScan
{
    private readonly BucketArray _buckets;
    private readonly PartitionSegments _segments;

    /// <param name="buckets">The table's memory.</param>
    /// <param name="segments">Where the items are.</param>
    public TableScan(BucketArray buckets, PartitionSegments segments)
    {
        _buckets = buckets;
        _segments = segments;
    }

    /// <summary>Show the live items of some heads.</summary>
    /// <param name="head">The first of them; any other number ends the scan.</param>
    /// <param name="heads">How many; one at least.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="visitor">Is shown the items.</param>
    /// <returns>The head to go on with; 0 if the table is at its end.</returns>
    public long Run<TVisitor>(long head, int heads, Instant now, scoped ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        int seen = 0;
        while (TryLocate(head, out BucketRef bucket))
        {
            if (seen > 0 && seen >= heads)
            {
                return head;
            }

            Visit(bucket, now, ref visitor);
            head++;
            seen++;
        }

        return 0;
    }

    /// <summary>
    /// The head of a number, if there is one. The length of the row does not say so: a split empties the old head of what moves first and
    /// lengthens the row then, and a scan that came between would end before the new head. The old head's depth says it in time.
    /// </summary>
    private bool TryLocate(long index, out BucketRef head)
    {
        head = _buckets.Locate((ulong)index, out int depth);
        return _buckets.IndexAt((ulong)index, depth) == (ulong)index;
    }

    private void Visit<TVisitor>(BucketRef head, Instant now, scoped ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        int depth;
        do
        {
            uint version = head.ReadVersion(out depth);
            Show(head, now, ref visitor);

            // The holder of the lock may be a split whose depth is known already and whose words are not all in place. What stays moves once,
            // and is in its new place before it leaves the old one: what one pass misses, the next one meets.
            if ((version & BucketRef.LockBit) != 0)
            {
                Show(head, now, ref visitor);
            }
        }
        while (head.ReadDepth() != depth);
    }

    private void Show<TVisitor>(BucketRef head, Instant now, scoped ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        ChainCursor chain = new(_buckets, head);
        while (chain.MoveNext())
        {
            if (chain.Info.IsItem && _segments.IsLive(chain.Info, now))
            {
                visitor.Visit(new ItemView(_segments.Item(chain.Info), cas: 0));
            }
        }
    }
}
