namespace Pelikan.Storage.HashTable;

/// <summary>Goes through the slots of a chain that are not links, from its head to its end. Mutable struct: a local.</summary>
internal struct ChainCursor
{
    private readonly BucketArray _buckets;
    private int _last;

    /// <param name="buckets">The table's memory.</param>
    /// <param name="head">Where the chain begins.</param>
    public ChainCursor(BucketArray buckets, BucketRef head)
    {
        _buckets = buckets;
        _last = BucketRef.HeadLast;
        Bucket = head;
    }

    public BucketRef Bucket { get; private set; }

    public int Slot { get; private set; }

    /// <summary>What the slot held when it was passed.</summary>
    public ItemInfo Info { get; private set; }

    /// <summary>The overflow bucket that this step entered; 0 if it stayed in its bucket.</summary>
    public long Link { get; private set; }

    public bool MoveNext()
    {
        Link = 0;
        if (Slot == _last)
        {
            return false;
        }

        Slot++;
        Info = Bucket.Read(Slot);
        if (!Info.IsLink)
        {
            return true;
        }

        // Links are in last slots only, and what they lead to is never empty of slots.
        Link = Info.LinkIndex;
        Bucket = _buckets.Overflow[Link];
        _last = BucketRef.OverflowLast;
        Slot = 0;
        Info = Bucket.Read(Slot);
        return true;
    }
}
