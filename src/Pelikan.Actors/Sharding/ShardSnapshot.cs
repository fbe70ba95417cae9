using System;
using System.Collections.Immutable;
using System.Numerics;

namespace Pelikan.Actors.Sharding;

/// <summary>
/// Which partition serves which slot, at one version. Immutable: a worker takes it once a turn and uses it as it is. Shards are
/// contiguous ranges of slots of one size, so their number is a power of two.
/// </summary>
public sealed class ShardSnapshot<TPartition>
{
    private readonly TPartition[] _partitions;
    private readonly int _shift;

    /// <param name="version">Grows with every change.</param>
    /// <param name="partitions">One per shard, in the order of their slots.</param>
    /// <exception cref="ArgumentException">The number of shards is not a power of two between 1 and 16384.</exception>
    public ShardSnapshot(long version, ImmutableArray<TPartition> partitions)
    {
        if (!BitOperations.IsPow2(partitions.Length) || partitions.Length > KeySlot.Count)
        {
            throw new ArgumentException($"{partitions.Length} shards: there must be a power of two of them, at most {KeySlot.Count}", nameof(partitions));
        }

        Version = version;
        _partitions = [.. partitions];
        _shift = BitOperations.Log2(KeySlot.Count) - BitOperations.Log2((uint)partitions.Length);
    }

    public long Version { get; }

    public int ShardCount => _partitions.Length;

    public TPartition this[int shard] => _partitions[shard];

    /// <summary>The shard of a key. A lone shard has every key, and saves the hash.</summary>
    public int ShardOf(ReadOnlySpan<byte> key) => _partitions.Length == 1 ? 0 : ShardOfSlot(KeySlot.Of(key));

    public int ShardOfSlot(int slot) => slot >> _shift;

    /// <summary>The partition that serves a key.</summary>
    public TPartition PartitionOf(ReadOnlySpan<byte> key) => _partitions[ShardOf(key)];
}
