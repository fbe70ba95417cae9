using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Metrics;

namespace Pelikan.Storage.Segments;

/// <summary>
/// What one thread keeps in one partition: its counters, the dead it made in each segment, a spare overflow bucket, and a
/// source of random numbers. Written by that thread alone, so nothing here is shared on a hot path.
/// </summary>
internal sealed class WriterState
{
    private const int ItemsShift = 40;
    private const long BytesMask = (1L << ItemsShift) - 1;

    // One word a segment: | dead items 24 | dead bytes 40 |. The same array in all partitions: a segment is in one at a time.
    private readonly long[] _dead;
    private uint _random;
    private long _spareOverflow;

    public WriterState(int index, long[] dead)
    {
        Counters = new CounterBlock((int)StorageMetric.Count);
        _dead = dead;
        _random = 0x9E3779B9 * ((uint)index + 1);
    }

    public CounterBlock Counters { get; }

    /// <summary>The how-manieth writer of the partition this thread is, from 0; -1 until it writes.</summary>
    public int Ordinal { get; set; } = -1;

    /// <summary>Note that an item is out of the table and only takes room.</summary>
    public void CountDead(int segment, int bytes)
    {
        Volatile.Write(ref _dead[segment], _dead[segment] + (1L << ItemsShift) + bytes);
        Counters.Increment((int)StorageMetric.ItemDead);
        Counters.Add((int)StorageMetric.ItemDeadBytes, bytes);
    }

    public int DeadItems(int segment) => (int)(Volatile.Read(ref _dead[segment]) >> ItemsShift);

    public long DeadBytes(int segment) => Volatile.Read(ref _dead[segment]) & BytesMask;

    /// <summary>Forget a segment's dead. Only once it is out of every thread's reach.</summary>
    public void ResetDead(int segment) => Volatile.Write(ref _dead[segment], 0);

    /// <summary>An evenly distributed number, by xorshift: sampling, no secret.</summary>
    public uint NextRandom()
    {
        uint random = _random;
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        _random = random;
        return random;
    }

    /// <summary>Have an overflow bucket at hand before a chain is locked.</summary>
    public bool TryReserveOverflow(OverflowBuckets buckets)
    {
        if (_spareOverflow == 0)
        {
            _spareOverflow = buckets.Take();
        }

        return _spareOverflow != 0;
    }

    public long TakeOverflow()
    {
        long index = _spareOverflow;
        _spareOverflow = 0;
        return index;
    }
}
