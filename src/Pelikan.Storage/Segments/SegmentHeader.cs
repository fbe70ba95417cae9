using System.Runtime.InteropServices;
using System.Threading;
using Pelikan.Storage.Items;

namespace Pelikan.Storage.Segments;

/// <summary>
/// What is known of one segment: 64 bytes, one cache line, in a table apart from the data.
/// <code>
///  0   tail: | items 32 | sealed 1 | write position 31 |   one word, so that one compare-and-swap appends
///  8   newest expiry, ms        16  sequence            24  epoch of the last change of state
///  32  generation               36  state               40  TTL bucket     44  lane     48  owner
///  52  queue                    56  order
/// </code>
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct SegmentHeader
{
    public const int SizeBytes = 64;

    /// <summary>The lane of an open segment that no TTL bucket knows: where evictions and compactions move items to.</summary>
    public const int NoLane = -1;

    private const ulong SealedBit = 1UL << 31;
    private const ulong PositionMask = SealedBit - 1;

    [FieldOffset(0)]
    private ulong _tail;

    [FieldOffset(8)]
    private long _newestExpiry;

    [FieldOffset(16)]
    private long _sequence;

    [FieldOffset(24)]
    private long _stateEpoch;

    [FieldOffset(32)]
    public uint Generation;

    [FieldOffset(36)]
    private int _state;

    [FieldOffset(40)]
    public int TtlBucket;

    [FieldOffset(44)]
    public int Lane;

    [FieldOffset(48)]
    private int _owner;

    [FieldOffset(52)]
    private int _queue;

    [FieldOffset(56)]
    private long _order;

    public SegmentState State
    {
        readonly get => (SegmentState)Volatile.Read(in _state);
        set => Volatile.Write(ref _state, (int)value);
    }

    /// <summary>The partition it belongs to; 0 in the pool.</summary>
    public int Owner
    {
        readonly get => Volatile.Read(in _owner);
        set => Volatile.Write(ref _owner, value);
    }

    /// <summary>Order of opening within the partition; items of a lower or equal sequence than a flush are dead.</summary>
    public long Sequence
    {
        readonly get => Volatile.Read(in _sequence);
        set => Volatile.Write(ref _sequence, value);
    }

    /// <summary>The queue it stands in; the same for its whole life.</summary>
    public readonly SegmentQueue Queue => (SegmentQueue)Volatile.Read(in _queue);

    /// <summary>
    /// Its place in line for eviction. That of opening, except where items of older segments were moved to: survivors of an eviction stand at
    /// the end, what was compacted where it stood, and the sequence of both is still that of the time they were stored.
    /// </summary>
    public long Order
    {
        readonly get => Volatile.Read(in _order);
        set => Volatile.Write(ref _order, value);
    }

    /// <summary>The epoch closed when it was sealed, or when it was retired.</summary>
    public readonly long StateEpoch => Volatile.Read(in _stateEpoch);

    /// <summary>No item in it lives longer. Exact once the segment's last writer has left its epoch.</summary>
    public readonly long NewestExpiry => Volatile.Read(in _newestExpiry);

    /// <summary>Bytes used from the start.</summary>
    public readonly int Position => (int)(Volatile.Read(in _tail) & PositionMask);

    /// <summary>Items ever appended, dead ones included.</summary>
    public readonly int Items => (int)(Volatile.Read(in _tail) >> 32);

    /// <summary>Begin a new life. Only by the thread that took it from the pool, before anybody else can see it.</summary>
    public void Open(int owner, int ttlBucket, int lane, long sequence, SegmentQueue queue = SegmentQueue.Main)
    {
        _tail = 0;
        _newestExpiry = 0;
        TtlBucket = ttlBucket;
        Lane = lane;
        Sequence = sequence;
        Order = sequence;
        Volatile.Write(ref _queue, (int)queue);
        Owner = owner;
        State = SegmentState.Open;
    }

    /// <summary>Reserve <paramref name="size"/> bytes; false if they do not fit or the segment is sealed.</summary>
    public bool TryAppend(int size, int segmentBytes, long expiry, out int offset)
    {
        ulong tail = Volatile.Read(ref _tail);
        while (true)
        {
            int position = (int)(tail & PositionMask);
            offset = position;
            if ((tail & SealedBit) != 0 || segmentBytes - position < size)
            {
                return false;
            }

            ulong seen = Interlocked.CompareExchange(ref _tail, tail + (uint)size + (1UL << 32), tail);
            if (seen == tail)
            {
                // An item that cannot hold its expiry has none, and never expires.
                RaiseExpiry(expiry <= ItemHeader.ExpiryMax ? expiry : long.MaxValue);
                return true;
            }

            tail = seen;
        }
    }

    /// <summary>Refuse appends from now on.</summary>
    public void CloseTail() => Interlocked.Or(ref _tail, SealedBit);

    /// <summary>Enter a state that is complete once <paramref name="epoch"/> is safe.</summary>
    public void EnterState(SegmentState state, long epoch)
    {
        // The epoch first: whoever sees the state may ask whether its epoch is safe.
        Volatile.Write(ref _stateEpoch, epoch);
        State = state;
    }

    public bool TryChangeState(SegmentState from, SegmentState to) =>
        Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from;

    private void RaiseExpiry(long expiry)
    {
        long newest = Volatile.Read(ref _newestExpiry);
        while (newest < expiry)
        {
            long seen = Interlocked.CompareExchange(ref _newestExpiry, expiry, newest);
            if (seen == newest)
            {
                return;
            }

            newest = seen;
        }
    }
}
