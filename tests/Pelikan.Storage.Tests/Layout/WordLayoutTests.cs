using System;
using System.Runtime.InteropServices;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests.Layout;

/// <summary>The words and structs that docs/storage.md draws, bit by bit.</summary>
public sealed class WordLayoutTests
{
    [Theory]
    [InlineData("_tail", 0)]
    [InlineData("_newestExpiry", 8)]
    [InlineData("_sequence", 16)]
    [InlineData("_stateEpoch", 24)]
    [InlineData("Generation", 32)]
    [InlineData("_state", 36)]
    [InlineData("TtlBucket", 40)]
    [InlineData("Lane", 44)]
    [InlineData("_owner", 48)]
    public void SegmentHeader_HasItsFieldsWhereDrawn(string field, int offset) =>
        Assert.Equal(offset, Marshal.OffsetOf<SegmentHeader>(field).ToInt32());

    [Fact]
    public void SegmentHeader_IsOneCacheLine() => Assert.Equal(64, Marshal.SizeOf<SegmentHeader>());

    [Fact]
    public void Buckets_AreTwoCacheLinesAndOne() => Assert.Equal((128, 64), (BucketArray.HeadBytes, OverflowBuckets.BucketBytes));

    [Fact]
    public void Header_AppendsUntilFull_ThenRefuses()
    {
        SegmentHeader header = default;
        header.Open(owner: 3, ttlBucket: 5, lane: 7, sequence: 9);
        Assert.Equal((3, 5, 7, 9L, SegmentState.Open), (header.Owner, header.TtlBucket, header.Lane, header.Sequence, header.State));
        Assert.True(header.TryAppend(40, 64, expiry: 100, out int first));
        Assert.True(header.TryAppend(24, 64, expiry: 50, out int second));
        Assert.False(header.TryAppend(8, 64, expiry: 500, out _));
        Assert.Equal((0, 40, 64, 2, 100L), (first, second, header.Position, header.Items, header.NewestExpiry));
    }

    [Fact]
    public void Header_OfSurvivors_HasItsOwnPlaceInLine()
    {
        SegmentHeader header = default;
        header.Open(owner: 3, ttlBucket: 5, lane: SegmentHeader.NoLane, sequence: 9, SegmentQueue.Small);
        Assert.Equal((9L, 9L, SegmentQueue.Small), (header.Sequence, header.Order, header.Queue));
        header.Order = 12;
        Assert.Equal((3, 9L, 12L, SegmentQueue.Small), (header.Owner, header.Sequence, header.Order, header.Queue));
        header.Open(owner: 3, ttlBucket: 5, lane: 0, sequence: 20);
        Assert.Equal((20L, SegmentQueue.Main), (header.Order, header.Queue));
    }

    [Fact]
    public void Header_Closed_RefusesAndKeepsItsCounts()
    {
        SegmentHeader header = default;
        header.Open(1, 0, 0, 1);
        header.TryAppend(16, 1 << 20, expiry: 1, out _);
        header.CloseTail();
        Assert.False(header.TryAppend(16, 1 << 20, expiry: 2, out _));
        Assert.Equal((16, 1, 1L), (header.Position, header.Items, header.NewestExpiry));
    }

    [Fact]
    public void Header_OfTheLargestSegment_CountsToItsEnd()
    {
        SegmentHeader header = default;
        header.Open(1, 0, 0, 1);
        Assert.True(header.TryAppend(SegmentPool.SegmentBytesMax - 8, SegmentPool.SegmentBytesMax, 1, out _));
        Assert.True(header.TryAppend(8, SegmentPool.SegmentBytesMax, 1, out int offset));
        Assert.Equal(SegmentPool.SegmentBytesMax - 8, offset);
        Assert.Equal(SegmentPool.SegmentBytesMax, header.Position);
    }

    [Fact]
    public void ItemInfo_AllOnes_ReadsBackInEveryField()
    {
        ItemInfo info = new(tag: 0xFFF, frequency: 0xFF, segment: ItemInfo.SegmentMax, offset: ItemInfo.OffsetBytesMax);
        Assert.Equal(ulong.MaxValue, info.Word);
        Assert.Equal((0xFFFUL, 0xFF, ItemInfo.SegmentMax, ItemInfo.OffsetBytesMax), (info.Tag, info.Frequency, info.Segment, info.Offset));
        Assert.True(info.IsItem);
    }

    [Fact]
    public void ItemInfo_EachBit_BelongsToOneField()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            ItemInfo info = new(1UL << bit);
            int fields = (info.Tag != 0 ? 1 : 0) + (info.Frequency != 0 ? 1 : 0) + (info.Segment != 0 ? 1 : 0) + (info.Offset != 0 ? 1 : 0);
            Assert.Equal(1, fields);
            Assert.Equal(bit is >= 31 and < 52, info.IsItem);
            Assert.Equal(bit < 8, info.IsEmpty);
            Assert.Equal(!info.IsItem && !info.IsEmpty, info.IsLink);
            ItemInfo made = new(info.Tag, info.Frequency, info.Segment, info.Offset);
            Assert.Equal(info, made);
            Assert.Equal((info.Word >> 8) & ((1UL << 44) - 1), info.Location);
            Assert.Equal(0x5A, info.WithFrequency(0x5A).Frequency);
            Assert.Equal(info.Location, info.WithFrequency(0xFF).Location);
            Assert.Equal(info.Tag, info.WithFrequency(0xFF).Tag);
        }
    }

    [Theory]
    [InlineData(1L)]
    [InlineData((1L << 23) - 1)]
    [InlineData(1L << 23)]
    [InlineData((1L << 23) + 1)]
    [InlineData(ItemInfo.LinkMax)]
    public void Link_CarriesItsIndexAndIsNoItem(long index)
    {
        ItemInfo link = ItemInfo.LinkTo(index);
        Assert.True(link.IsLink);
        Assert.Equal(index, link.WithFrequency(0xFF).LinkIndex);
        Assert.False(link.IsItem);
        Assert.False(link.IsEmpty);
        Assert.Equal(index, link.LinkIndex);
    }

    [Fact]
    public void Tag_IsTheTopOfTheHash_AndTheBucketTheBottom()
    {
        Assert.Equal(0xABCUL, ItemInfo.TagOf(0xABC0_0000_0000_0000));
        using BucketArray buckets = new(headPower: 4, headsMax: 16, overflowBuckets: 2);
        Assert.True(buckets.Locate(0xFFF0_0000_0000_0005 | 0x10, out int depth).Is(buckets.HeadAt(5)));
        Assert.Equal(0, depth);
        Assert.False(buckets.Locate(6, out _).Is(buckets.HeadAt(5)));
    }

    [Fact]
    public void OverflowBuckets_GiveEachOnce_ThenNone_ThenThoseGivenBack()
    {
        using OverflowBuckets buckets = new(2);
        Assert.Equal((1L, 2L, 0L), (buckets.Take(), buckets.Take(), buckets.Take()));
        buckets[1].Write(3, new ItemInfo(77));
        buckets.Return(1);
        buckets.Return(2);
        Assert.Equal(0, buckets.InUse);
        Assert.Equal((2L, 1L, 0L), (buckets.Take(), buckets.Take(), buckets.Take()));
        Assert.True(buckets[1].Read(3).IsEmpty);
        Assert.Equal((2L, 2L), (buckets.InUse, buckets.Touched));
    }

    [Fact]
    public void BucketInfo_LockVersionAndSecond_DoNotTouchEachOther()
    {
        using BucketArray buckets = new(headPower: 0, headsMax: 1, overflowBuckets: 1);
        BucketRef head = buckets.HeadAt(0);
        head.WriteSecond(0xBEEF);
        head.WriteDepth(0xA5);
        Assert.Equal(0u, head.ReadVersion());
        Assert.True(head.TryLock(0));
        Assert.False(head.TryLock(0));
        Assert.Equal(BucketRef.LockBit, head.ReadVersion());
        head.Unlock(0);
        Assert.Equal(2u, head.ReadVersion());
        Assert.Equal(0xBEEF, head.ReadSecond());
        Assert.False(head.TryLock(0));
        head.Unlock(uint.MaxValue - 1);
        Assert.Equal(0u, head.ReadVersion(out int depth));
        Assert.Equal((0xBEEF, 0xA5, 0xA5), (head.ReadSecond(), depth, head.ReadDepth()));
    }
}
