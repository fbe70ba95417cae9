using System;
using System.Linq;
using System.Text;
using Pelikan.Node.Bench;
using Xunit;

namespace Pelikan.Node.Tests.Bench;

public sealed class KeyAndValueTests
{
    [Theory]
    [InlineData(99_999, 16, "k00000000001869f")]
    [InlineData(0, 2, "k0")]
    [InlineData(255, 3, "kff")]
    public void KeyText_OfANumber_IsPaddedHexadecimal(long number, int bytes, string expected)
    {
        byte[] key = new byte[bytes];
        KeyText.Write(key, number, isCounter: false);
        Assert.Equal(expected, Encoding.ASCII.GetString(key));
        Assert.True(KeyText.TryRead(key, out long read));
        Assert.Equal(number, read);
    }

    [Fact]
    public void KeyText_OfACounter_IsNoOrdinaryKey()
    {
        byte[] key = new byte[8];
        KeyText.Write(key, 5, isCounter: true);
        Assert.Equal("c0000005", Encoding.ASCII.GetString(key));
        Assert.False(KeyText.TryRead(key, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("kxyz")]
    [InlineData("kFF")]
    [InlineData("kffffffffffffffffffffffff")]
    public void KeyText_WrittenByOthers_IsNotRead(string text) =>
        Assert.False(KeyText.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(16, 2)]
    [InlineData(17, 3)]
    [InlineData(65_536, 5)]
    [InlineData(65_537, 6)]
    public void BytesMin_IsJustEnough(long keys, int expected) => Assert.Equal(expected, KeyText.BytesMin(keys));

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(32)]
    [InlineData(1000)]
    public void Check_OfAWrittenValue_FindsNothing(int bytes) =>
        Assert.Equal(ValueFault.None, ValueBytes.Check(Checkable(bytes, key: 77), 77));

    [Theory]
    [InlineData(24)]
    [InlineData(61)]
    public void Check_WithAnyBitFlipped_FindsAFault(int bytes)
    {
        byte[] value = Checkable(bytes, key: 77);
        for (int bit = 0; bit < bytes * 8; bit++)
        {
            value[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(ValueFault.None, ValueBytes.Check(value, 77));
            value[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Check_OfAnotherKeysValue_SaysSo() => Assert.Equal(ValueFault.WrongKey, ValueBytes.Check(Checkable(32, key: 1), 2));

    [Fact]
    public void Check_OfACutValue_SaysSo()
    {
        byte[] value = Checkable(64, key: 1);
        Assert.Equal(ValueFault.WrongLength, ValueBytes.Check(value.AsSpan(0, 63), 1));
        Assert.Equal(ValueFault.TooShort, ValueBytes.Check(value.AsSpan(0, 23), 1));
    }

    [Fact]
    public void Check_OfAMixtureOfTwoValues_SaysSo()
    {
        ValueBytes values = new(100, 1);
        byte[] first = new byte[100];
        byte[] second = new byte[100];
        values.WriteCheckable(first, 5, 1);
        values.WriteCheckable(second, 5, 2);
        byte[] mixture = [.. first.Take(50), .. second.Skip(50)];
        Assert.Equal(ValueFault.WrongChecksum, ValueBytes.Check(mixture, 5));
    }

    private static byte[] Checkable(int bytes, long key)
    {
        byte[] value = new byte[bytes];
        new ValueBytes(bytes, 1).WriteCheckable(value, key, 9);
        return value;
    }
}
