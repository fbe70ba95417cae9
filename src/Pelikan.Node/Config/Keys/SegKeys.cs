using System;
using Pelikan.Node.Config.Values;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Memory;

namespace Pelikan.Node.Config.Keys;

/// <summary>The <c>[seg]</c> section.</summary>
internal static class SegKeys
{
    private const string Name = "seg";
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;
    private const long TiB = 1024 * 1024 * MiB;
    private const int HashPowerMin = 3;
    private const int HashPowerMax = 36;
    private const int MergeSegmentsMax = 32;
    private const int CompactTargetMax = 64;
    private const int ShardsMax = 1024;
    private const int ReserveMax = 1_000_000;

    public static ConfigSection Section { get; } = new(Name, "Segcache: items in segments, by their time to live.",
    [
        Make("heap_size", new SizeType(128 * KiB, 16 * TiB), c => c.HeapSize, (c, v) => c with { HeapSize = v },
            "Memory for items in bytes, a multiple of segment_size (memcached: -m). Take what the machine can spare; the hash table comes on top."),
        Make("segment_size", new SizeType(64 * KiB, 8 * MiB, isPowerOfTwo: true), c => c.SegmentSize, (c, v) => c with { SegmentSize = (int)v },
            "Size of a segment in bytes. Smaller ones expire and evict in finer steps, larger ones allow larger values."),
        Make("hash_power", new IntegerType(HashPowerMin, HashPowerMax) { ZeroDerives = true }, c => c.HashPower, (c, v) => c with { HashPower = v },
            "The hash table of a shard starts with 2 to this power of item slots; 0 derives it from heap_size. Raise it for very many small items, lower it for few large ones: a slot takes 8 bytes."),
        Make("eviction", new ChoiceType<EvictionKind>(
                ("merge", EvictionKind.Merge), ("s3fifo", EvictionKind.S3Fifo), ("fifo", EvictionKind.Fifo), ("cte", EvictionKind.Cte),
                ("util", EvictionKind.Util), ("random_fifo", EvictionKind.RandomFifo), ("random", EvictionKind.Random), ("none", EvictionKind.None)),
            c => c.Eviction, (c, v) => c with { Eviction = v },
            "What gives way when memory is full: \"merge\" keeps the most used items, by their size, of the segments it goes through; \"s3fifo\" those read again, and remembers the others for a while; whole segments are dropped by \"fifo\" (the oldest), \"cte\" (closest to expiry), \"util\" (fewest live bytes), \"random_fifo\" (the oldest of a random time to live) and \"random\"; \"none\" refuses writes."),
        Make("merge_target", new IntegerType(2, MergeSegmentsMax), c => c.MergeTarget, (c, v) => c with { MergeTarget = v },
            "A merge keeps about one part in this many of the new bytes it goes through, and gives up about as much of what it kept before. Higher keeps only the most used."),
        Make("merge_max", new IntegerType(2, MergeSegmentsMax), c => c.MergeMax, (c, v) => c with { MergeMax = v },
            "Most segments that one eviction by \"merge\" or \"s3fifo\" goes through; at least merge_target. Lower it for shorter evictions."),
        Make("compact_target", new IntegerType(2, CompactTargetMax) { ZeroDisables = true }, c => c.CompactTarget, (c, v) => c with { CompactTarget = v },
            "Segments of which at least one part in this many is dead (replaced or deleted) are cleared of it before anything is evicted; nothing is lost by it. Lower does it later: it copies less and holds less."),
        Make("shards", new IntegerType(1, ShardsMax, isPowerOfTwo: true), c => c.Shards, (c, v) => c with { Shards = v },
            "Partitions of this node, which share the heap. One serves all workers well; raise it to try what a cluster does."),
        Make("datapool_path", new PathType(TopLevelKeys.PathBytesMax), c => c.DatapoolPath, (c, v) => c with { DatapoolPath = v },
            "File that holds the heap, so that a start after a clean stop serves what was stored before; \"\" is memory that ends with the process. Best on tmpfs, such as /dev/shm, where it costs no disk writes."),
        Make("free_segments_reserve", new IntegerType(1, ReserveMax) { ZeroDerives = true }, c => c.FreeSegmentsReserve, (c, v) => c with { FreeSegmentsReserve = v },
            "Segments of a shard kept free by evicting ahead of demand; 0 derives it from heap_size. Raise it where writes come in bursts."),
        Make("huge_pages", new ChoiceType<HugePages>(
                ("transparent", HugePages.Transparent), ("off", HugePages.Off), ("explicit", HugePages.Explicit)),
            c => c.HugePages, (c, v) => c with { HugePages = v },
            "Pages of the heap: \"transparent\" asks the kernel for huge ones, \"off\" has small ones only, \"explicit\" takes those reserved with vm.nr_hugepages, and does not start without."),
        Make("prefault", new BooleanType(), c => c.Prefault, (c, v) => c with { Prefault = v },
            "Touch the whole heap before the server answers, so that no later write waits for the kernel to find memory. The start then takes a few seconds for 10 GB."),
    ]);

    private static ConfigKey<T> Make<T>(
        string name, ConfigType<T> type, Func<SegConfig, T> get, Func<SegConfig, T, SegConfig> set, string help) =>
        new(Name, name, type, c => get(c.Seg), (c, v) => c with { Seg = set(c.Seg, v) }, help) { NeedsStorage = true };
}
