using System;
using System.Linq;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Xunit;

namespace Pelikan.Storage.Tests.Layout;

/// <summary>The block of traits and CAS ids, bit by bit.</summary>
public sealed class ItemTraitsTests
{
    private const ItemMarks AllMarks = ItemMarks.Stale | ItemMarks.Won | ItemMarks.BinaryKey | ItemMarks.Fetched;

    private static readonly ItemTraits Sample = new(ItemKind.Hash, ItemMarks.Won | ItemMarks.Fetched, 0xA1B2_C3D4);

    /// <summary>Each of the sixteen combinations of optional fields, and how many bytes they take.</summary>
    [Theory]
    [InlineData(false, false, false, false, 0)]
    [InlineData(true, false, false, false, 5)]
    [InlineData(false, true, false, false, 4)]
    [InlineData(true, true, false, false, 9)]
    [InlineData(false, false, true, false, 8)]
    [InlineData(true, false, true, false, 13)]
    [InlineData(false, true, true, false, 12)]
    [InlineData(true, true, true, false, 17)]
    [InlineData(false, false, false, true, 5)]
    [InlineData(true, false, false, true, 10)]
    [InlineData(false, true, false, true, 9)]
    [InlineData(true, true, false, true, 14)]
    [InlineData(false, false, true, true, 13)]
    [InlineData(true, false, true, true, 18)]
    [InlineData(false, true, true, true, 17)]
    [InlineData(true, true, true, true, 22)]
    public void EveryField_IsWhereTheOptionsSay(bool expires, bool flagged, bool cas, bool traits, int optionalBytes)
    {
        Instant expiry = expires ? new Instant(0x12_3456_789A) : Instant.Never;
        uint flags = flagged ? 0x0BAD_CAFEu : 0;
        ulong id = cas ? 0x1122_3344_5566_7788UL : 0;
        ItemOptions options = ItemHeader.OptionsFor(flags, expiry, id, traits);
        Assert.Equal(optionalBytes, ItemHeader.OptionalBytes(options));
        foreach (ItemOptions marked in new[] { options, options | ItemOptions.CasObserved, options | ItemOptions.Dead | ItemOptions.CasObserved })
        {
            Assert.Equal(optionalBytes + ItemHeader.FixedBytes + 3 + 4, ItemHeader.SizeOf(marked, 3, 4));
            byte[] bytes = new byte[64];
            bytes.AsSpan().Fill(0xEE);
            ItemHeader.Write(bytes, marked, "key"u8, "four"u8, flags, expiry, id, Sample);
            ItemRef item = new(bytes);
            Assert.Equal((expiry, flags, id), (item.Expiry, item.Flags, item.ExplicitCas));
            Assert.Equal(traits ? Sample : default, item.Traits);
            Assert.Equal(traits, item.IsCollection);
            Assert.Equal("key"u8, item.Key);
            Assert.Equal("four"u8, item.Value);
            Assert.True(bytes.AsSpan(item.Size).IndexOfAnyExcept((byte)0xEE) < 0, "the item reaches past its size");
        }
    }

    [Fact]
    public void TheBlock_LiesBetweenTheCasIdAndTheKey()
    {
        byte[] bytes = new byte[32];
        ItemOptions options = ItemHeader.OptionsFor(0, Instant.Never, cas: 0x0807_0605_0403_0201, traits: true);
        ItemHeader.Write(bytes, options, "k"u8, "v"u8, 0, Instant.Never, 0x0807_0605_0403_0201, Sample);
        byte[] drawn = [1, 1, 0, 0, (byte)(ItemOptions.HasCas | ItemOptions.HasTraits), 1, 2, 3, 4, 5, 6, 7, 8, 0xA4, 0xD4, 0xC3, 0xB2, 0xA1, (byte)'k', (byte)'v'];
        Assert.Equal(drawn, bytes[..drawn.Length]);
    }

    [Fact]
    public void KindsAndMarks_HaveTheNumbersOfHeapFiles()
    {
        Assert.Equal([0, 1, 2, 3, 4], Enum.GetValues<ItemKind>().Select(kind => (int)kind));
        Assert.Equal([0, 1, 2, 4, 8], Enum.GetValues<ItemMarks>().Select(mark => (int)mark));
    }

    [Fact]
    public void KindAndMarks_ShareAByte()
    {
        foreach (ItemKind kind in Enum.GetValues<ItemKind>())
        {
            for (ItemMarks marks = ItemMarks.None; marks <= AllMarks; marks++)
            {
                ItemTraits traits = new(kind, marks, 7);
                Assert.Equal((int)kind | ((int)marks << 4), traits.Packed);
                Assert.Equal(traits, ItemTraits.Of(traits.Packed, 7));
            }
        }
    }

    [Theory]
    [InlineData(ItemKind.String, ItemMarks.None)]
    [InlineData(ItemKind.Hash, ItemMarks.Stale | ItemMarks.BinaryKey)]
    [InlineData(ItemKind.List, AllMarks)]
    public void ARead_IsRememberedInPlace_AndTouchesNothingElse(ItemKind kind, ItemMarks marks)
    {
        byte[] bytes = new byte[64];
        ItemOptions options = ItemHeader.OptionsFor(5, new Instant(77), cas: 9, traits: true);
        ItemHeader.Write(bytes, options, "key"u8, "value"u8, 5, new Instant(77), 9, new ItemTraits(kind, marks, 1_000));
        new ItemRef(bytes).MarkAccess(1_001);
        byte[] expected = new byte[64];
        ItemHeader.Write(expected, options, "key"u8, "value"u8, 5, new Instant(77), 9, new ItemTraits(kind, marks | ItemMarks.Fetched, 1_001));
        Assert.Equal(expected, bytes);

        // Of a turn that began earlier.
        new ItemRef(bytes).MarkAccess(1_000);
        Assert.Equal(expected, bytes);
    }

    [Fact]
    public void ACopy_HasTheTraits_AndIsAsLongAsItIsSaidToBe()
    {
        byte[] bytes = new byte[64];
        ItemHeader.Write(bytes, ItemHeader.OptionsFor(0, Instant.Never, 0, traits: true), "key"u8, "value"u8, 0, Instant.Never, 0, Sample);
        ItemRef item = new(bytes);
        Assert.Equal(item.Size, ItemCopier.SizeOf(item, Instant.Never));
        Assert.Equal(item.Size + ItemHeader.ExpiryBytes, ItemCopier.SizeOf(item, new Instant(5)));
        item.MarkObserved();
        Assert.Equal(item.Size + ItemHeader.CasBytes, ItemCopier.SizeOf(new ItemRef(bytes), Instant.Never));
    }

    [Fact]
    public void AnIdMadeHere_HasTheBitsDrawn()
    {
        Assert.Equal(1UL << 62, CasId.Make(0, 0, 0));
        Assert.Equal((1UL << 62) | (3UL << 44) | 5, CasId.Make(0, 3, 5));
        Assert.Equal(ulong.MaxValue >> 1, CasId.Make(0, 0x3FFFF, ItemInfo.LocationOf(ItemInfo.SegmentMax, ItemInfo.OffsetBytesMax)));

        // The salt reaches every bit below, and none above; a generation comes again after 2^18.
        Assert.Equal(ulong.MaxValue >> 1, CasId.Make(ulong.MaxValue, 0, 0));
        Assert.Equal(CasId.Make(77, 5, 6), CasId.Make(77, 5 + (1 << 18), 6));
    }

    /// <summary>Two partitions, or two servers, make different ids of the same place.</summary>
    [Fact]
    public void Salts_AreFarApart()
    {
        ulong[] salts = [.. Enumerable.Range(0, 1000).Select(seed => CasId.SaltOf((ulong)seed) & ((1UL << 62) - 1))];
        Assert.Equal(salts.Length, salts.Distinct().Count());
        int[] apart = [.. salts.Zip(salts.Skip(1), (left, right) => System.Numerics.BitOperations.PopCount(left ^ right))];
        Assert.InRange(apart.Min(), 10, 62);
        Assert.InRange(apart.Average(), 29, 33);
        Assert.Equal(CasId.SaltOf(5), CasId.SaltOf(5));
    }
}
