using System.Collections.Immutable;

namespace Pelikan.Storage.Metrics;

/// <summary>The counters of a partition, in the order of <see cref="StorageMetrics.All"/>.</summary>
internal enum StorageMetric
{
    SegmentRequest,
    SegmentRequestSuccess,
    SegmentRequestFailure,
    SegmentEvict,
    SegmentEvictEx,
    SegmentEvictInline,
    SegmentReturn,
    SegmentMerge,
    SegmentCompact,
    SegmentClear,
    SegmentExpire,
    SegmentBorrow,
    SegmentGiveUp,
    HashLookup,
    HashInsert,
    HashRemove,
    HashTagCollision,
    ItemAllocate,
    ItemReplace,
    ItemDelete,
    ItemExpire,
    ItemEvict,
    ItemFlush,
    ItemRelink,
    ItemPromote,
    ItemGhostHit,
    ItemRestore,
    ItemCurrent,
    ItemCurrentBytes,
    ItemDead,
    ItemDeadBytes,
    Count,
}

/// <summary>What operators read of a partition's counters.</summary>
public static class StorageMetrics
{
    public static ImmutableArray<MetricInfo> All { get; } =
    [
        Counter("segment_request", "segments asked for by writers"),
        Counter("segment_request_success", "segments handed to writers"),
        Counter("segment_request_failure", "writes that found no segment, and answered out of memory"),
        Counter("segment_evict", "segments freed by eviction"),
        Counter("segment_evict_ex", "eviction attempts that freed nothing"),
        Counter("segment_evict_inline", "evictions that a writer had to do itself, because no segment was ready"),
        Counter("segment_return", "segments given back to the pool"),
        Counter("segment_merge", "segments whose most read items were kept, by the policies merge and s3fifo"),
        Counter("segment_compact", "segments cleared of their dead, by moving what is live together"),
        Counter("segment_clear", "segments dropped by a flush"),
        Counter("segment_expire", "segments dropped whole because every item in them had expired"),
        Counter("segment_borrow", "items stored in another TTL bucket's open segment for want of one of their own"),
        Counter("segment_give_up", "segments freed by partitions that held more than their share, so that others find some"),
        Counter("hash_lookup", "look-ups in the hash table"),
        Counter("hash_insert", "items entered in the hash table"),
        Counter("hash_remove", "items taken out of the hash table"),
        Counter("hash_tag_collision", "look-ups whose tag matched another key"),
        Counter("item_allocate", "items written to segments"),
        Counter("item_replace", "items replaced by a newer one of the same key"),
        Counter("item_delete", "items deleted"),
        Counter("item_expire", "expired items dropped"),
        Counter("item_evict", "live items dropped by eviction"),
        Counter("item_flush", "items dropped by a flush"),
        Counter("item_relink", "items moved by a merge or a compaction"),
        Counter("item_promote", "new items that survived their first eviction, under the policies merge and s3fifo"),
        Counter("item_ghost_hit", "items stored in the main queue at once, because s3fifo dropped them only lately"),
        Counter("item_restore", "items taken over from a sealed heap file at the start"),
        Gauge("item_current", "items in the hash table"),
        Gauge("item_current_bytes", "bytes of these items, with their headers"),
        Gauge("item_dead", "replaced or deleted items that still take room in segments"),
        Gauge("item_dead_bytes", "bytes of these items"),
    ];

    /// <summary>Gauges that the partition computes instead of counting, behind the counters.</summary>
    public static ImmutableArray<MetricInfo> Computed { get; } =
    [
        Gauge("segment_share", "segments that are this partition's fair share of the heap"),
        Gauge("segment_current", "segments this partition holds"),
        Gauge("segment_excess", "segments this partition holds beyond its fair share"),
        Gauge("hash_buckets", "head buckets of the hash table, which grow with the items"),
        Gauge("hash_overflow_buckets", "overflow buckets in use"),
    ];

    /// <summary>Gauges of the pool, which all partitions share.</summary>
    public static ImmutableArray<MetricInfo> Pool { get; } =
    [
        Gauge("segment_free", "segments that no partition holds"),
        Gauge("partition_current", "partitions that share the heap"),
    ];

    private static MetricInfo Counter(string name, string help) => new(name, MetricKind.Counter, help);

    private static MetricInfo Gauge(string name, string help) => new(name, MetricKind.Gauge, help);
}
