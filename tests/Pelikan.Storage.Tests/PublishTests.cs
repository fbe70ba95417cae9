using System;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>What may happen between reserving room for an item and publishing it, played step by step.</summary>
public sealed class PublishTests : IDisposable
{
    private const int SegmentBytes = 4096;

    private readonly SegmentPool _pool = new(4 * SegmentBytes, SegmentBytes);
    private readonly PartitionSegments _segments;
    private readonly HashTable.HashTable _table;
    private readonly WriterState _writer;
    private readonly Instant _now = new(1_000);

    public PublishTests()
    {
        Epoch epoch = new();
        _segments = new PartitionSegments(_pool, epoch, weight: 1, mayExceed: true);
        _table = new HashTable.HashTable(new BucketArray(headPower: 0, headsMax: 1, overflowBuckets: 64), _segments);
        _writer = _segments.Writer(epoch.Register());
    }

    public void Dispose()
    {
        _table.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public void AnItemThatAFlushCaught_DoesNotReplaceWhatWasStoredSince()
    {
        int before = Open();
        ItemInfo late = Write(before, "key"u8, "late"u8);
        _segments.RaiseFlushed(_segments.NextSequence());
        ItemInfo since = Write(Open(), "key"u8, "since"u8);
        Assert.Equal(StoreStatus.Ok, Publish("key"u8, since, PublishCondition.Always));
        Assert.Equal(StoreStatus.Exists, Publish("key"u8, late, PublishCondition.Always));
        Assert.Equal(since.Location, Find("key"u8).Location);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void ACopyWithoutTheIdThatAClientHasSeen_IsRefused(bool seen, bool moves)
    {
        int segment = Open();
        ItemInfo item = Write(segment, "key"u8, "value"u8);
        Publish("key"u8, item, PublishCondition.Always);
        ItemInfo copy = Write(segment, "key"u8, "value"u8);
        if (seen)
        {
            _segments.Item(item).MarkObserved();
        }

        Assert.Equal(moves, _table.TryRelink(KeyHash.Of("key"u8, 0), item.Location, copy));
        Assert.Equal(moves ? copy.Location : item.Location, Find("key"u8).Location);
        Assert.Equal(
            seen ? StoreStatus.Exists : StoreStatus.Ok,
            _table.Publish("key"u8, KeyHash.Of("key"u8, 0), copy, PublishCondition.Copy, Find("key"u8).Location, _now, _writer, out _));
    }

    [Fact]
    public void ManyKeysOfOneChain_AreAllFound_AndSlotsOfTheRemovedAreUsedAgain()
    {
        int segment = Open();
        Span<byte> key = stackalloc byte[4];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 40; i++)
            {
                BitConverter.TryWriteBytes(key, (round * 100) + i);
                Assert.Equal(StoreStatus.Ok, Publish(key, Write(segment, key, "v"u8), PublishCondition.Absent));
                Assert.Equal(StoreStatus.NotStored, Publish(key, Write(segment, key, "v"u8), PublishCondition.Absent));
            }

            for (int i = 0; i < 40; i++)
            {
                BitConverter.TryWriteBytes(key, (round * 100) + i);
                Assert.True(Find(key).IsItem);
                Assert.True(_table.TryRemove(key, KeyHash.Of(key, 0), _writer, out _));
                Assert.True(Find(key).IsEmpty);
            }
        }

        // 14 items and a link fill the head; three buckets of 7 and a link, and a last one, hold the other 26.
        Assert.Equal(4, _table.Buckets.Overflow.Touched);
    }

    private int Open()
    {
        int segment = _segments.TryTake();
        _segments.Headers[segment].Open(_segments.Owner, 0, 0, _segments.NextSequence());
        return segment;
    }

    private ItemInfo Write(int segment, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        int size = ItemHeader.SizeOf(ItemOptions.None, key.Length, value.Length);
        Assert.True(_segments.Headers[segment].TryAppend(size, SegmentBytes, long.MaxValue, out int offset));
        ItemHeader.Write(_segments.Memory.Tail(segment, offset), ItemOptions.None, key, value, 0, Instant.Never, 0);
        return new ItemInfo(ItemInfo.TagOf(KeyHash.Of(key, 0)), 0, segment, offset);
    }

    private StoreStatus Publish(ReadOnlySpan<byte> key, ItemInfo fresh, PublishCondition condition) =>
        _table.Publish(key, KeyHash.Of(key, 0), fresh, condition, 0, _now, _writer, out _);

    private ItemInfo Find(ReadOnlySpan<byte> key) =>
        _table.TryFind(key, KeyHash.Of(key, 0), _writer, out SlotRef found, out _) ? found.Info : default;
}
