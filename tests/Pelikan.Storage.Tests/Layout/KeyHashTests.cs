using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Pelikan.Storage.HashTable;
using Xunit;

namespace Pelikan.Storage.Tests.Layout;

public sealed class KeyHashTests
{
    [Fact]
    public void Hash_OfTheSameKeyAndSeed_IsTheSame_WhereverTheKeyLies()
    {
        byte[] buffer = new byte[600];
        for (int length = 0; length <= 255; length++)
        {
            for (int i = 0; i < length; i++)
            {
                buffer[i] = (byte)(i * 7);
                buffer[300 + i] = (byte)(i * 7);
            }

            buffer[length] = 0xAA;
            buffer[300 + length] = 0x55;
            Assert.Equal(KeyHash.Of(buffer.AsSpan(0, length), 42), KeyHash.Of(buffer.AsSpan(300, length), 42));
        }
    }

    [Fact]
    public void Hash_DependsOnEveryBitOfKeyAndSeed()
    {
        byte[] key = new byte[40];
        for (int length = 1; length <= key.Length; length++)
        {
            HashSet<ulong> seen = [KeyHash.Of(key.AsSpan(0, length), 1)];
            for (int bit = 0; bit < length * 8; bit++)
            {
                key[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.True(seen.Add(KeyHash.Of(key.AsSpan(0, length), 1)), $"bit {bit} of {length} bytes changes nothing");
                key[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            // A set of its own: a seed's bit and a key's bit may weigh the same, since a partition never changes its seed.
            seen = [KeyHash.Of(key.AsSpan(0, length), 1)];
            for (int bit = 0; bit < 64; bit++)
            {
                Assert.True(seen.Add(KeyHash.Of(key.AsSpan(0, length), 1 ^ (1UL << bit))), $"bit {bit} of the seed changes nothing");
            }
        }
    }

    /// <summary>Chi-squared over buckets and over tags, for keys as people make them: the mean is the cells, the deviation √(2 cells).</summary>
    [Theory]
    [InlineData("key{0}")]
    [InlineData("{0}")]
    [InlineData("user:{0:D12}")]
    [InlineData("a-much-longer-prefix-that-fills-words:{0:D8}:suffix")]
    public void Hash_SpreadsSequentialKeys_OverBucketsAndTags(string format)
    {
        const int Cells = 4096;
        const int PerCell = 32;
        int[] buckets = new int[Cells];
        int[] tags = new int[Cells];
        for (int i = 0; i < Cells * PerCell; i++)
        {
            ulong hash = KeyHash.Of(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, format, i)), 0x1234_5678);
            buckets[hash % Cells]++;
            tags[(int)ItemInfo.TagOf(hash)]++;
        }

        double limit = Cells + (6 * Math.Sqrt(2.0 * Cells));
        Assert.InRange(ChiSquared(buckets, PerCell), 0, limit);
        Assert.InRange(ChiSquared(tags, PerCell), 0, limit);
    }

    [Fact]
    public void Hash_OfCounters_HasNoCollision()
    {
        HashSet<ulong> seen = [];
        byte[] key = new byte[8];
        for (ulong i = 0; i < 200_000; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(key, i);
            Assert.True(seen.Add(KeyHash.Of(key, 7)));
        }
    }

    private static double ChiSquared(int[] cells, double expected)
    {
        double sum = 0;
        foreach (int cell in cells)
        {
            sum += (cell - expected) * (cell - expected) / expected;
        }

        return sum;
    }
}
