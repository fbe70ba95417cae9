using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Fuzz.Targets;

/// <summary>One real partition behind the port that protocols use, kept by the thread that uses it.</summary>
internal readonly struct PartitionStore : IStore
{
    // A small table: its chains overflow, and a check of all of it is quick.
    private const int HashPower = 6;

    private readonly SegCache _partition;
    private readonly EpochParticipant _participant;

    private PartitionStore(SegCache partition, EpochParticipant participant)
    {
        _partition = partition;
        _participant = participant;
    }

    public static PartitionStore Create(long heapBytes, int segmentBytes)
    {
        Epoch epoch = new();
        SegmentPool pool = new(heapBytes, segmentBytes);
        SegCache partition = new(new SegCacheOptions { HeapBytes = heapBytes, HashPower = HashPower }, pool, epoch, hashSeed: 1);
        return new PartitionStore(partition, epoch.Register());
    }

    /// <summary>The owner's rounds, as long as they find something to free.</summary>
    public void Maintain(Instant now)
    {
        int freed = 1;
        while (freed > 0)
        {
            freed = _partition.Maintain(_participant, now);
        }
    }

    public EpochGuard Enter(Instant now) => _participant.Enter(now);

    public void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> keys) => _partition.Prefetch(input, keys);

    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        _partition.Get(key, in guard, out item);

    public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item) =>
        _partition.GetWithCas(key, in guard, out item);

    public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item) =>
        _partition.GetAndTouch(key, expiry, in guard, out item);

    public StoreStatus Set(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        _partition.Set(key, value, flags, expiry, in guard);

    public StoreStatus Add(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        _partition.Add(key, value, flags, expiry, in guard);

    public StoreStatus Replace(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard) =>
        _partition.Replace(key, value, flags, expiry, in guard);

    public StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        _partition.Append(key, value, in guard);

    public StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard) =>
        _partition.Prepend(key, value, in guard);

    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard) =>
        _partition.CompareAndSet(key, value, flags, expiry, cas, in guard);

    public StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        _partition.Increment(key, delta, in guard, out result);

    public StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result) =>
        _partition.Decrement(key, delta, in guard, out result);

    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard) =>
        _partition.Touch(key, expiry, in guard);

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard) => _partition.Delete(key, in guard);

    public void FlushAll(Instant at, in EpochGuard guard) => _partition.FlushAll(at, in guard);

    /// <summary>The partition's own check of every chain, item and count.</summary>
    public void Check()
    {
        StoreCheckResult result = _partition.Check();
        Invariant.Holds(result.IsSound, $"the store is sound: {string.Join("; ", result.Problems)}");
    }
}
