namespace Pelikan.Storage.Segments;

/// <summary>Which of a partition's queues a segment stands in. Only the policies merge and s3fifo have two.</summary>
internal enum SegmentQueue
{
    /// <summary>The only queue of every other policy; under these, of items that have proved themselves.</summary>
    Main,

    /// <summary>Of items that came in lately.</summary>
    Small,
}
