using System.Collections.Immutable;
using System.Linq;
using Pelikan.Actors.Sharding;
using Pelikan.Node.EntryStore;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Fuzz.Targets;

/// <summary>Two real partitions behind the store that workers use, kept by the thread that uses it.</summary>
internal sealed class FuzzShards
{
    // Large enough that no input makes a partition evict: two equal stores might evict differently.
    private const long HeapBytes = 4 * 1024 * 1024;
    private const int SegmentBytes = 32 * 1024;
    private const int ShardCount = 2;

    // A small table: its chains overflow, and a check of all of it is quick.
    private const int HashPower = 6;

    private readonly ImmutableArray<SegPartition> _partitions;

    public FuzzShards()
    {
        Epoch epoch = new();
        SegmentPool pool = new(HeapBytes, SegmentBytes);
        SegCacheOptions options = new() { HeapBytes = HeapBytes / ShardCount, HashPower = HashPower };
        Maintainer maintainer = new(epoch);
        _partitions = [.. Enumerable.Range(0, ShardCount).Select(_ => new SegPartition(options, pool, epoch, maintainer, hashSeed: 1))];
        Store = new RoutedStore(new ShardMap<SegPartition>(new ShardSnapshot<SegPartition>(1, _partitions)), epoch.Register());
    }

    public RoutedStore Store { get; }

    /// <summary>The owners' rounds, as long as they find something to free.</summary>
    public void Maintain(Instant now)
    {
        int freed = 1;
        while (freed > 0)
        {
            freed = _partitions.Sum(partition => partition.Maintain(now));
        }
    }

    /// <summary>The partitions' own check of every chain, item and count.</summary>
    public void Check()
    {
        foreach (SegPartition partition in _partitions)
        {
            StoreCheckResult result = partition.Cache.Check();
            Invariant.Holds(result.IsSound, $"the store is sound: {string.Join("; ", result.Problems)}");
        }
    }
}
