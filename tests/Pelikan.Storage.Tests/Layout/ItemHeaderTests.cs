using System;
using System.Linq;
using Pelikan.Storage.Items;
using Xunit;

namespace Pelikan.Storage.Tests.Layout;

public sealed class ItemHeaderTests
{
    public static TheoryData<uint, long, ulong> Options()
    {
        TheoryData<uint, long, ulong> data = [];
        foreach (uint flags in new[] { 0u, 1u, uint.MaxValue })
        {
            foreach (long expiry in new[] { 1L, 0xFFFF_FFFFL, 0x1_0000_0000L, ItemHeader.ExpiryMax, ItemHeader.ExpiryMax + 1, long.MaxValue })
            {
                foreach (ulong cas in new[] { 0UL, 1UL, ulong.MaxValue })
                {
                    data.Add(flags, expiry, cas);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Item_ReadsBack_WithEveryCombinationOfFields(uint flags, long expiry, ulong cas)
    {
        foreach (int keyBytes in new[] { 1, 2, 3, 4, 250, 255 })
        {
            foreach (int valueBytes in new[] { 0, 1, 2, 3, 4, 5, 1000 })
            {
                RoundTrip(flags, new Instant(expiry), cas, keyBytes, valueBytes);
            }
        }
    }

    [Theory]
    [InlineData(0u, long.MaxValue, 0UL, 1, 0, 6)]
    [InlineData(0u, long.MaxValue, 0UL, 3, 0, 8)]
    [InlineData(0u, long.MaxValue, 0UL, 3, 1, 9)]
    [InlineData(0u, 1000L, 0UL, 1, 1, 12)]
    [InlineData(7u, 1000L, 0UL, 1, 1, 16)]
    [InlineData(7u, 1000L, 9UL, 1, 1, 24)]
    [InlineData(0u, long.MaxValue, 0UL, 16, 64, 85)]
    public void Size_IsTheSumOfTheFields(uint flags, long expiry, ulong cas, int keyBytes, int valueBytes, int size) =>
        Assert.Equal(size, ItemHeader.SizeOf(ItemHeader.OptionsFor(flags, new Instant(expiry), cas), keyBytes, valueBytes));

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(256)]
    [InlineData(8 * 1024 * 1024)]
    public void Filler_TakesExactlyItsSpace_AndIsDead(int size)
    {
        byte[] bytes = new byte[Math.Min(size, 64)];
        ItemHeader.WriteFiller(bytes, size);
        ItemRef item = new(bytes);
        Assert.Equal(size, item.Size);
        Assert.Equal(0, item.KeyLength);
        Assert.Equal(ItemOptions.Dead, item.Options);
    }

    [Fact]
    public void Marks_AddUp_AndLeaveTheFieldsAlone()
    {
        byte[] bytes = new byte[64];
        ItemHeader.Write(bytes, ItemOptions.HasFlags, "key"u8, "value"u8, 5, Instant.Never, 0);
        new ItemRef(bytes).MarkObserved();
        new ItemRef(bytes).MarkDead();
        ItemRef item = new(bytes);
        Assert.Equal(ItemOptions.HasFlags | ItemOptions.CasObserved | ItemOptions.Dead, item.Options);
        Assert.Equal(5u, item.Flags);
        Assert.True(item.Value.SequenceEqual("value"u8));
    }

    /// <summary>A copy is measured, then written: a mark that another thread sets in between must not make it longer.</summary>
    [Fact]
    public void AnItemInHand_IsOfOneMoment()
    {
        byte[] bytes = new byte[64];
        ItemHeader.Write(bytes, ItemOptions.None, "key"u8, "value"u8, 0, Instant.Never, 0);
        ItemRef item = new(bytes);
        int size = ItemCopier.SizeOf(item, Instant.Never);
        new ItemRef(bytes).MarkObserved();
        Assert.Equal(size, ItemCopier.SizeOf(item, Instant.Never));
        Assert.Equal(size + ItemHeader.CasBytes, ItemCopier.SizeOf(new ItemRef(bytes), Instant.Never));
    }

    [Theory]
    [InlineData("key", true)]
    [InlineData("kez", false)]
    [InlineData("ke", false)]
    [InlineData("keyv", false)]
    public void KeyEquals_ComparesAllOfIt(string other, bool equal)
    {
        byte[] bytes = new byte[64];
        ItemHeader.Write(bytes, ItemOptions.None, "key"u8, "value"u8, 0, Instant.Never, 0);
        Assert.Equal(equal, new ItemRef(bytes).KeyEquals(System.Text.Encoding.ASCII.GetBytes(other)));
    }

    private static void RoundTrip(uint flags, Instant expiry, ulong cas, int keyBytes, int valueBytes)
    {
        byte[] key = Enumerable.Range(1, keyBytes).Select(i => (byte)i).ToArray();
        byte[] value = Enumerable.Range(1, valueBytes).Select(i => (byte)(i * 3)).ToArray();
        ItemOptions options = ItemHeader.OptionsFor(flags, expiry, cas);
        int size = ItemHeader.SizeOf(options, keyBytes, valueBytes);
        byte[] bytes = new byte[size + 8];
        bytes.AsSpan().Fill(0xEE);
        ItemHeader.Write(bytes.AsSpan(0, size), options, key, value, flags, expiry, cas);
        ItemRef item = new(bytes);
        Assert.Equal(key, item.Key.ToArray());
        Assert.Equal(value, item.Value.ToArray());
        Assert.Equal(flags, item.Flags);
        Assert.Equal(cas, item.ExplicitCas);
        Assert.Equal(expiry.Milliseconds > ItemHeader.ExpiryMax ? Instant.Never : expiry, item.Expiry);
        Assert.Equal(size, item.Size);
        Assert.True(bytes.AsSpan(size).IndexOfAnyExcept((byte)0xEE) < 0, "the item reaches past its size");
    }
}
