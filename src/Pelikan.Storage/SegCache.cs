using System;
using System.Threading;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Memory;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Restart;
using Pelikan.Storage.Segments;

namespace Pelikan.Storage;

/// <summary>
/// One partition: a Segcache (Yang, Yue, Vinayak, NSDI 2021) that any number of threads use at once. Each operation is atomic on
/// its key. Every call is made inside an epoch, whose guard also says what time it is; views handed out are valid until the guard is left.
/// docs/storage.md draws it.
/// </summary>
public sealed class SegCache : IDisposable
{
    /// <summary>Keys whose misses overlap; a core has room for about as many.</summary>
    private const int PrefetchMax = 32;

    /// <summary>Showing what a head leads to takes about as long as copying so many bytes: most of the items are in no cache.</summary>
    private const int CostOfHead = 4 * 1024;

    private readonly SegmentPool _pool;
    private readonly Epoch _epoch;
    private readonly ulong _seed;
    private readonly PartitionSegments _segments;
    private readonly OpenSegments _open;
    private readonly HashTable.HashTable _table;
    private readonly ItemStore _store;
    private readonly TableScan _scan;
    private readonly Maintenance _maintenance;
    private readonly Pressure _pressure;
    private readonly GhostTable? _ghost;
    private readonly SmallQueueShare? _smallShare;
    private ScheduledFlush? _scheduledFlush;
    private long _retiredIn;
    private bool _disposed;

    /// <param name="options">The partition's bounds.</param>
    /// <param name="pool">The heap it takes segments from; outlives it.</param>
    /// <param name="epoch">The node's epochs; every thread that calls is registered there.</param>
    /// <param name="hashSeed">Unpredictable to clients.</param>
    /// <param name="onPressure">Called, at most once until the next <see cref="Maintain"/>, by a thread that leaves few free segments; returns at once.</param>
    /// <exception cref="ArgumentException">Options that do not fit together.</exception>
    /// <exception cref="InvalidOperationException">The pool is too small for one more partition.</exception>
    public SegCache(SegCacheOptions options, SegmentPool pool, Epoch epoch, ulong hashSeed, Action? onPressure = null)
        : this(options, pool, epoch, hashSeed, onPressure, image: null)
    {
    }

    /// <summary>Take over a partition of an earlier run, with everything that was in it.</summary>
    /// <param name="options">The partition's bounds; the hash table keeps the size it had.</param>
    /// <param name="pool">Restored, and not yet used.</param>
    /// <param name="epoch">The node's epochs.</param>
    /// <param name="image">Of this partition; used once.</param>
    /// <param name="onPressure">As for a new partition.</param>
    /// <exception cref="ArgumentException">Options that do not fit together.</exception>
    /// <exception cref="System.IO.IOException">The hash table cannot be read.</exception>
    public SegCache(SegCacheOptions options, SegmentPool pool, Epoch epoch, PartitionImage image, Action? onPressure = null)
        : this(options, pool, epoch, image.Record.HashSeed, onPressure, image)
    {
        Restart.Adopt(image);
        _scheduledFlush = image.Record.ScheduledFlush == 0 ? null : new ScheduledFlush(new Instant(image.Record.ScheduledFlush));
    }

    private SegCache(
        SegCacheOptions options, SegmentPool pool, Epoch epoch, ulong hashSeed, Action? onPressure, PartitionImage? image)
    {
        string? problem = options.Validate(pool.SegmentBytes);
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        int expected = (int)Math.Min(pool.Count, options.HeapBytes / pool.SegmentBytes);
        _pool = pool;
        _epoch = epoch;
        _seed = hashSeed;
        BucketArray buckets = NewBuckets(options, pool, epoch.ParticipantsMax, image);
        try
        {
            _segments = new PartitionSegments(pool, epoch, options.ShareWeight, mayExceed: options.Eviction != EvictionKind.None)
            {
                CasSalt = CasId.SaltOf(hashSeed),
            };
        }
        catch
        {
            buckets.Dispose();
            throw;
        }

        _open = new OpenSegments(_segments, new TtlBuckets.TtlBuckets(options.Lanes(expected), options.Queues));
        _pressure = new Pressure(options, _segments, onPressure);
        _table = new HashTable.HashTable(buckets, _segments, _pressure);
        SegmentDrainer drainer = new(_table, _segments, hashSeed);
        SegmentSifter sifter = new(_table, _segments, drainer);
        long heap = (long)expected * pool.SegmentBytes;
        _ghost = options.Eviction == EvictionKind.S3Fifo ? new GhostTable(heap / S3FifoEviction.HeapBytesPerGhostEntry) : null;
        _smallShare = options.Eviction == EvictionKind.Merge ? new SmallQueueShare(heap) : null;
        Evictor evictor = new(_segments, _open, drainer, sifter, _ghost, _smallShare, options);
        Reserver reserver = new(_segments, _open, evictor, _pressure);
        Admission admission = new(_table, _segments, _ghost, options.Queues == 1 ? SegmentQueue.Main : SegmentQueue.Small);
        _store = new ItemStore(_table, _segments, reserver, admission, _smallShare, hashSeed, options.ValueBytesMax);
        _scan = new TableScan(buckets, _segments);
        _maintenance = new Maintenance(_segments, _open, evictor, new TableGrowth(buckets, _segments, hashSeed), _pressure);
        _segments.Connect(_maintenance);
        Restart = new PartitionRestart(_segments, _open, buckets, _maintenance, hashSeed);
        Metrics = new StorageMetricSource(_segments, _table);
    }

    /// <summary>The largest item, headers and key included, that a segment holds.</summary>
    public int ItemBytesMax => _pool.SegmentBytes;

    public IMetricSource Metrics { get; }

    /// <summary>Head buckets of the hash table, which grows.</summary>
    public long HashHeads => _table.Buckets.Heads;

    /// <summary>Bytes of hash buckets, overflow included.</summary>
    public long HashBytes => _table.Buckets.Bytes;

    /// <summary>How the partition is written down, and made again from that.</summary>
    internal PartitionRestart Restart { get; }

    /// <summary>When a flush is to come; 0 if none is.</summary>
    internal long ScheduledFlushMilliseconds => Volatile.Read(ref _scheduledFlush)?.At.Milliseconds ?? 0;

    /// <summary>Items in the hash table, those that have expired and were not met since included; those that a flush has ended are not.</summary>
    public long ItemCount
    {
        get
        {
            long items = _segments.Sum(StorageMetric.ItemCurrent);
            if (_segments.FlushedSequence == 0)
            {
                return items;
            }

            foreach (int segment in _segments.Own)
            {
                items -= _segments.IsFlushed(segment) ? _segments.LiveItems(segment) : 0;
            }

            return Math.Max(0, items);
        }
    }

    /// <summary>Bytes of heap that are this partition's fair share at present.</summary>
    public long HeapBytes => (long)_segments.Share * _pool.SegmentBytes;

    /// <summary>Bytes of heap this partition holds.</summary>
    public long HeldBytes => (long)_segments.Held * _pool.SegmentBytes;

    /// <summary>Read an item and count the read.</summary>
    public StoreStatus Get(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item)
    {
        FlushIfDue(guard);
        return _store.Get(key, guard, out item);
    }

    /// <summary>As <see cref="Get"/>, with a CAS id that <see cref="CompareAndSet"/> honours until the item is stored again.</summary>
    public StoreStatus GetWithCas(scoped ReadOnlySpan<byte> key, in EpochGuard guard, out ItemView item)
    {
        FlushIfDue(guard);
        return _store.GetWithCas(key, guard, out item);
    }

    /// <summary>Change the expiry and read, in one step. An expiry that has passed takes the item out; it is read a last time.</summary>
    public StoreStatus GetAndTouch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard, out ItemView item)
    {
        FlushIfDue(guard);
        return _store.GetAndTouch(key, expiry, guard, out item);
    }

    /// <summary>Store, whatever was there.</summary>
    public StoreStatus Set(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Put(key, value, flags, expiry, PublishCondition.Always, guard);
    }

    /// <summary>Store if the key is absent.</summary>
    public StoreStatus Add(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Put(key, value, flags, expiry, PublishCondition.Absent, guard);
    }

    /// <summary>Store if the key is present.</summary>
    public StoreStatus Replace(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Put(key, value, flags, expiry, PublishCondition.Present, guard);
    }

    /// <summary>Store if the item is still the one whose CAS id this is.</summary>
    public StoreStatus CompareAndSet(
        scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, uint flags, Instant expiry, ulong cas, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.CompareAndSet(key, value, flags, expiry, cas, guard);
    }

    /// <summary>Add bytes behind the value.</summary>
    public StoreStatus Append(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Extend(key, value, before: false, guard);
    }

    /// <summary>Add bytes before the value.</summary>
    public StoreStatus Prepend(scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> value, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Extend(key, value, before: true, guard);
    }

    /// <summary>Add to a decimal value, modulo 2^64.</summary>
    public StoreStatus Increment(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result)
    {
        FlushIfDue(guard);
        return _store.Count(key, delta, down: false, guard, out result);
    }

    /// <summary>Subtract from a decimal value, stopping at 0.</summary>
    public StoreStatus Decrement(scoped ReadOnlySpan<byte> key, ulong delta, in EpochGuard guard, out ulong result)
    {
        FlushIfDue(guard);
        return _store.Count(key, delta, down: true, guard, out result);
    }

    /// <summary>Read an item of any kind.</summary>
    /// <param name="key">The key.</param>
    /// <param name="intent">What for.</param>
    /// <param name="guard">The caller's epoch.</param>
    /// <param name="item">The item.</param>
    /// <param name="access">What is known of its reads before this one.</param>
    public StoreStatus Read(
        scoped ReadOnlySpan<byte> key, ReadIntent intent, in EpochGuard guard, out ItemView item, out ItemAccess access)
    {
        FlushIfDue(guard);
        return _store.Read(key, intent, guard, out item, out access);
    }

    /// <summary>Change an item by what it is, in one step.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Decides.</param>
    /// <param name="guard">The caller's epoch.</param>
    /// <param name="cas">
    /// The CAS id of what was stored or given another expiry, and of what was left where <see cref="NewItem.TellsCas"/> was asked for; else 0.
    /// </param>
    /// <returns>Ok, or TooLarge or NoSpace where what was decided cannot be stored; then the item is as it was.</returns>
    public StoreStatus Update<TUpdate>(
        scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard, out ulong cas)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        FlushIfDue(guard);
        return _store.Update(key, ref update, guard, out cas);
    }

    /// <summary>As the other, for callers that tell nobody the CAS id.</summary>
    /// <returns>Ok, or TooLarge or NoSpace where what was decided cannot be stored; then the item is as it was.</returns>
    public StoreStatus Update<TUpdate>(scoped ReadOnlySpan<byte> key, scoped ref TUpdate update, in EpochGuard guard)
        where TUpdate : struct, IItemUpdate, allows ref struct
    {
        FlushIfDue(guard);
        return _store.Update(key, ref update, guard);
    }

    /// <summary>
    /// Show the live items of some heads of the hash table. Called again with what it returned until that is 0, it has shown every item
    /// that was there all the time at least once, others perhaps.
    /// </summary>
    /// <param name="cursor">0 to begin; a number that leads nowhere ends the scan.</param>
    /// <param name="heads">How many heads, at least one; each leads to about thirteen items.</param>
    /// <param name="visitor">Is shown the items.</param>
    /// <param name="guard">The caller's epoch.</param>
    /// <returns>The next cursor; 0 at the end.</returns>
    public long Scan<TVisitor>(long cursor, int heads, scoped ref TVisitor visitor, in EpochGuard guard)
        where TVisitor : struct, IItemVisitor, allows ref struct
    {
        FlushIfDue(guard);
        guard.Spend((long)heads * CostOfHead);
        return _scan.Run(cursor, heads, guard.Now, ref visitor);
    }

    /// <summary>Change the expiry; value, flags and CAS id stay.</summary>
    public StoreStatus Touch(scoped ReadOnlySpan<byte> key, Instant expiry, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Touch(key, expiry, guard);
    }

    public StoreStatus Delete(scoped ReadOnlySpan<byte> key, in EpochGuard guard)
    {
        FlushIfDue(guard);
        return _store.Delete(key, guard);
    }

    /// <summary>
    /// Drop every item stored before <paramref name="at"/>: at once if that is now or past, else when the time comes. A later call
    /// replaces one that is still to come.
    /// </summary>
    public void FlushAll(Instant at, in EpochGuard guard)
    {
        // One that is due but that nobody has met yet is not to be replaced.
        FlushIfDue(guard);
        bool later = at > guard.Now;
        Interlocked.Exchange(ref _scheduledFlush, later ? new ScheduledFlush(at) : null)?.Cancel();
        if (!later)
        {
            Flush(_segments.NextSequence());
        }
    }

    /// <summary>Start loading what reads of these keys will need: all buckets first, then the items they lead to.</summary>
    /// <param name="input">The bytes the ranges count in.</param>
    /// <param name="keys">One range a key.</param>
    public void Prefetch(scoped ReadOnlySpan<byte> input, scoped ReadOnlySpan<Range> keys)
    {
        Span<ulong> hashes = stackalloc ulong[PrefetchMax];
        Span<long> overflow = stackalloc long[PrefetchMax];
        while (!keys.IsEmpty)
        {
            int count = Math.Min(keys.Length, PrefetchMax);
            for (int i = 0; i < count; i++)
            {
                hashes[i] = KeyHash.Of(input[keys[i]], _seed);
                _table.Prefetch(hashes[i]);
            }

            // A chain that goes on takes one step more; the steps of all keys overlap.
            int chained = 0;
            for (int i = 0; i < count; i++)
            {
                long index = _table.PrefetchItem(hashes[i]);
                (hashes[chained], overflow[chained]) = (hashes[i], index);
                chained += index != 0 ? 1 : 0;
            }

            for (int i = 0; i < chained; i++)
            {
                _table.PrefetchOverflowItem(overflow[i], hashes[i]);
            }

            keys = keys[count..];
        }
    }

    /// <summary>Start loading a key's hash bucket.</summary>
    public void PrefetchBucket(scoped ReadOnlySpan<byte> key) => _table.Prefetch(KeyHash.Of(key, _seed));

    /// <summary>Start loading a key's item; its bucket is best loaded by now.</summary>
    public void PrefetchItem(scoped ReadOnlySpan<byte> key) => _table.PrefetchItem(KeyHash.Of(key, _seed));

    /// <summary>
    /// The owner's round: finish flushes, drop what has expired, take back what nobody reads any more, and evict ahead of demand
    /// until the reserve is full. One thread at a time, outside any guard; bounded.
    /// </summary>
    /// <returns>Segments that became free.</returns>
    public int Maintain(EpochParticipant participant, Instant now)
    {
        using EpochGuard guard = participant.Enter(now);
        if (Volatile.Read(ref _retiredIn) != 0)
        {
            return 0;
        }

        FlushIfDue(guard);
        return _maintenance.Run(guard);
    }

    /// <summary>
    /// The first step of dropping a partition at run time, after it was taken out of wherever threads find it: leave the sharing,
    /// so that the others' shares grow at once. Threads that found it before go on using it until their turn ends.
    /// </summary>
    public void Retire()
    {
        if (Volatile.Read(ref _retiredIn) == 0)
        {
            _segments.Retire();
            Volatile.Write(ref _retiredIn, long.MaxValue);
            Volatile.Write(ref _retiredIn, _epoch.Advance());
        }
    }

    /// <summary>
    /// The second step: give everything back, once every turn that may have found the partition has ended. Never waits; to be
    /// called again until it succeeds. By the thread that retired it.
    /// </summary>
    public bool TryDispose()
    {
        if (Volatile.Read(ref _retiredIn) == 0 || _epoch.SafeTurn() < _retiredIn || !_maintenance.TryClose())
        {
            return false;
        }

        Dispose();
        return true;
    }

    /// <summary>Check every chain, slot, item, count and byte. Exact only while no other thread is at work.</summary>
    public StoreCheckResult Check() => StoreChecker.Check(_segments, _table, _seed);

    /// <summary>
    /// As <see cref="Check()"/>, while other threads are at work: they wait for nothing, and what they change meanwhile is not
    /// compared. One turn of the calling thread, which holds no view; takes as long as it takes, about a second a million items.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public StoreCheckResult Check(EpochParticipant participant, CancellationToken cancellation) =>
        StoreChecker.Check(_segments, _table, _seed, participant, cancellation);

    /// <summary>Give all segments back. No thread uses the partition any more.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _segments.ReturnEverything();
        _segments.Leave();
        _ghost?.Dispose();
        _smallShare?.Dispose();
        _table.Dispose();
    }

    /// <summary>Room to grow until the pool is full of ordinary items, and overflow buckets until it is full of the smallest there are.</summary>
    private static BucketArray NewBuckets(SegCacheOptions options, SegmentPool pool, int writersMax, PartitionImage? image)
    {
        const int SmallestItem = ItemHeader.FixedBytes + 1;
        const int OrdinaryItem = 16;
        const int ItemSlots = BucketRef.HeadSlots - 1;
        long heap = (long)pool.Count * pool.SegmentBytes;
        long headsMax = heap / (OrdinaryItem * ItemSlots);

        // A link takes one slot of eight, every chain may end in a bucket that deletes have emptied, each writer may hold one
        // bucket that it has not used yet, and growth holds a few while readers leave.
        long overflow = (heap / SmallestItem / BucketRef.OverflowLast) + headsMax + writersMax + TableGrowth.RetiredMax;
        int headPower = Math.Max(0, options.EffectiveHashPower - System.Numerics.BitOperations.Log2(BucketRef.HeadSlots));

        // Reserved huge pages are for the heap alone; a table that grows cannot say how many it needs.
        HugePages pages = pool.Pages == HugePages.Off ? HugePages.Off : HugePages.Transparent;
        return image is null
            ? new BucketArray(headPower, headsMax, overflow, pages)
            : BucketArray.Load(image.Table, headsMax, overflow, pages);
    }

    private void FlushIfDue(in EpochGuard guard)
    {
        ScheduledFlush? due = Volatile.Read(ref _scheduledFlush);
        if (due is not null && due.At <= guard.Now)
        {
            RunScheduled(due);
        }
    }

    /// <summary>Whoever meets a flush that is due helps it to its end, so that no operation overtakes one that another thread began.</summary>
    private void RunScheduled(ScheduledFlush due)
    {
        long sequence = due.Decide(_segments.NextSequence());
        if (sequence != ScheduledFlush.Cancelled)
        {
            Flush(sequence);
        }

        Interlocked.CompareExchange(ref _scheduledFlush, null, due);
    }

    private void Flush(long sequence)
    {
        // The sequence first: a writer that still appends to an older segment appends to a dead one, and notices when it
        // publishes. Then the lanes, so that whoever writes after this call finds them empty.
        _segments.RaiseFlushed(sequence);
        _open.SealUpTo(sequence);
        _pressure.Raise();
    }
}
