using System;
using System.Buffers.Binary;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>The primitives of a partition without the partition: segments, a table, two threads' places.</summary>
internal sealed class LitmusTable : IDisposable
{
    public const int KeyBytes = sizeof(long);
    public const int ValueBytes = 24;
    public const int ItemBytes = ItemHeader.FixedBytes + KeyBytes + ValueBytes;
    public const ulong Seed = 11;

    private readonly SegmentPool _pool;

    public LitmusTable(int segments, int segmentBytes, int headPower = 0, long headsMax = 1)
    {
        _pool = new SegmentPool((long)segments * segmentBytes, segmentBytes);
        Segments = new PartitionSegments(_pool, Epoch, weight: 1, mayExceed: false);
        Table = new HashTable.HashTable(new BucketArray(headPower, headsMax, overflowBuckets: 1 << 16), Segments);
        Left = Epoch.Register();
        Right = Epoch.Register();
    }

    public Epoch Epoch { get; } = new();

    public PartitionSegments Segments { get; }

    public HashTable.HashTable Table { get; }

    public EpochParticipant Left { get; }

    public EpochParticipant Right { get; }

    public static Instant Now => new(1_000);

    public static ulong HashOf(long key) => KeyHash.Of(Key(key), Seed);

    public static byte[] Key(long key) => BitConverter.GetBytes(key);

    /// <summary>Take a segment and open it, in no lane.</summary>
    public int Open()
    {
        int segment = Segments.TryTake();
        Assert.NotEqual(0, segment);
        Segments.Headers[segment].Open(Segments.Owner, 1, SegmentHeader.NoLane, Segments.NextSequence());
        return segment;
    }

    /// <summary>Reserve room for an item; false if the segment is full or sealed.</summary>
    public bool TryReserve(int segment, out int offset) =>
        Segments.Headers[segment].TryAppend(ItemBytes, Segments.SegmentBytes, Instant.Never.Milliseconds, out offset);

    /// <summary>Fill reserved room with an item whose value says its key again and again.</summary>
    public void Write(int segment, int offset, long key)
    {
        Span<byte> name = stackalloc byte[KeyBytes];
        Span<byte> value = stackalloc byte[ValueBytes];
        BinaryPrimitives.WriteInt64LittleEndian(name, key);
        for (int i = 0; i < ValueBytes; i += KeyBytes)
        {
            name.CopyTo(value[i..]);
        }

        ItemHeader.Write(Segments.Memory.Tail(segment, offset), ItemOptions.None, name, value, 0, Instant.Never, 0);
    }

    /// <summary>Whether an item's bytes are all there.</summary>
    public static bool IsWhole(ItemRef item)
    {
        if (item.KeyLength != KeyBytes || item.ValueLength != ValueBytes)
        {
            return false;
        }

        for (int i = 0; i < ValueBytes; i += KeyBytes)
        {
            if (!item.Value.Slice(i, KeyBytes).SequenceEqual(item.Key))
            {
                return false;
            }
        }

        return BinaryPrimitives.ReadInt64LittleEndian(item.Key) != 0;
    }

    /// <summary>A complete item that no slot links to yet.</summary>
    public ItemInfo Make(int segment, long key)
    {
        Assert.True(TryReserve(segment, out int offset));
        Write(segment, offset, key);
        return new ItemInfo(ItemInfo.TagOf(HashOf(key)), 0, segment, offset);
    }

    public StoreStatus Publish(long key, ItemInfo item, EpochParticipant place) =>
        Table.Publish(Key(key), HashOf(key), item, PublishCondition.Always, 0, Now, Segments.Writer(place), out _);

    public bool TryFind(long key, EpochParticipant place, out SlotRef found) =>
        Table.TryFind(Key(key), HashOf(key), Segments.Writer(place), out found, out _);

    public void Dispose()
    {
        Table.Dispose();
        _pool.Dispose();
    }
}
