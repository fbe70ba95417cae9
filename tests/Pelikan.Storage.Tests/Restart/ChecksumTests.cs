using System;
using System.Text;
using Pelikan.Storage.Restart;
using Xunit;

namespace Pelikan.Storage.Tests.Restart;

/// <summary>XXH64 against values that its reference implementation gives.</summary>
public sealed class ChecksumTests
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x0B242D361FDA71BC)]
    public void Of_KnownTexts(string text, ulong sum) => Assert.Equal(sum, Checksum64.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Append_InPieces_GivesTheSameAsAtOnce()
    {
        byte[] bytes = new byte[1_000];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 31);
        }

        Checksum64 sum = new();
        sum.Append(bytes.AsSpan(0, 32));
        sum.Append(bytes.AsSpan(32, 320));
        sum.Append(bytes.AsSpan(352));
        Assert.Equal(Checksum64.Of(bytes), sum.Value());
    }

    [Fact]
    public void AnyBitFlipped_ChangesTheSum()
    {
        byte[] bytes = new byte[77];
        ulong sum = Checksum64.Of(bytes);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(sum, Checksum64.Of(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
