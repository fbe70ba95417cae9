namespace Pelikan.Storage.Segments;

/// <summary>Which of a partition's queues a segment stands in. Only the policy s3fifo has two.</summary>
internal enum SegmentQueue
{
    /// <summary>The only queue of every other policy; under s3fifo, of items that have proved themselves.</summary>
    Main,

    /// <summary>Under s3fifo, of items that came in lately.</summary>
    Small,
}
