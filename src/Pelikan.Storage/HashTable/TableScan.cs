using Pelikan.Storage.Segments;

namespace Pelikan.Storage.HashTable;

/// <summary>
/// Goes through the heads of the table in their order, a few at a time, while others read, write and split. An item that is there from the
/// first step to the last is shown at least once: a split moves items to a head further on and nowhere else, and a head that is
/// split while it is read is read again.
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
    /// <param name="head">The first of them.</param>
    /// <param name="heads">How many.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="visitor">Is shown the items.</param>
    /// <returns>The head to go on with; 0 if the table is at its end.</returns>
    public long Run<TVisitor>(long head, int heads, Instant now, scoped ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        for (int i = 0; i < heads && head < _buckets.Heads; i++, head++)
        {
            Visit(_buckets.HeadAt((ulong)head), now, ref visitor);
        }

        return head < _buckets.Heads ? head : 0;
    }

    private void Visit<TVisitor>(BucketRef head, Instant now, scoped ref TVisitor visitor)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        int depth;
        do
        {
            depth = head.ReadDepth();
            ChainCursor chain = new(_buckets, head);
            while (chain.MoveNext())
            {
                if (chain.Info.IsItem && _segments.IsLive(chain.Info, now))
                {
                    visitor.Visit(new ItemView(_segments.Item(chain.Info), cas: 0));
                }
            }
        }
        while (head.ReadDepth() != depth);
    }
}
