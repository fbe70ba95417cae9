using System;
using System.Buffers.Binary;
using System.Linq;
using Pelikan.Storage.Packs;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Packs;

/// <summary>The picture in PackLayout, byte for byte.</summary>
public sealed class PackLayoutTests
{
    [Fact]
    public void AList_IsLengthsAndBytes()
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.List);
        editor.Insert(0, "bc"u8);
        editor.Insert(0, "a"u8);
        editor.Insert(2, ""u8);
        Assert.Equal([3, 1, (byte)'a', 2, (byte)'b', (byte)'c', 0], Written(editor));
    }

    [Fact]
    public void AHash_IsFieldsAndValues()
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.Hash);
        editor.Put("f"u8, new byte[200]);
        Assert.Equal([1, 1, (byte)'f', 0xC8, 0x01, .. new byte[200]], Written(editor));
    }

    [Fact]
    public void ASortedSet_IsScoresAndMembersInOrder()
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.SortedSet);
        editor.Put("b"u8, 2.0);
        editor.Put("a"u8, 2.0);
        editor.Put("c"u8, 1.0);
        Assert.Equal(
            [
                3,
                0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 1, (byte)'c',
                0, 0, 0, 0, 0, 0, 0, 0x40, 1, (byte)'a',
                0, 0, 0, 0, 0, 0, 0, 0x40, 1, (byte)'b',
            ],
            Written(editor));
    }

    [Fact]
    public void AnIndex_BeginsWithTheSixtyFifth()
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.Set);
        for (byte i = 0; i < 64; i++)
        {
            editor.Put([i]);
        }

        Assert.Equal(1 + 128, editor.Length);
        editor.Put([64]);
        byte[] pack = Written(editor);
        Assert.Equal(17 + 130 + (65 * 2) + (130 * 2), pack.Length);
        Assert.Equal(255, pack[0]);
        Assert.Equal(65, BinaryPrimitives.ReadInt32LittleEndian(pack.AsSpan(1)));
        Assert.Equal(130, BinaryPrimitives.ReadInt32LittleEndian(pack.AsSpan(5)));
        ulong seed = BinaryPrimitives.ReadUInt64LittleEndian(pack.AsSpan(9));
        int[] table = [.. Enumerable.Range(0, 130).Select(place => (int)BinaryPrimitives.ReadUInt16LittleEndian(pack.AsSpan(277 + (2 * place))))];
        for (int i = 0; i < 65; i++)
        {
            Assert.Equal(2 * i, BinaryPrimitives.ReadUInt16LittleEndian(pack.AsSpan(147 + (2 * i))));
            int place = (int)(((ulong)PackHash.Of([(byte)i], seed) * 130) >> 32);
            while (table[place] != i + 1)
            {
                Assert.NotEqual(0, table[place]);
                place = (place + 1) % 130;
            }
        }

        Assert.Equal(65, table.Count(entry => entry != 0));
    }

    [Theory]
    [InlineData(65_535, 2)]
    [InlineData(65_536, 4)]
    public void Offsets_AreAsWideAsTheBodyNeeds(int bodyBytes, int width)
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.List);
        for (int i = 0; i < 64; i++)
        {
            editor.Insert(0, "x"u8);
        }

        editor.Insert(0, new byte[bodyBytes - 128 - 3]);
        Assert.Equal(17 + bodyBytes + (65 * width), editor.Length);
        Assert.Equal(3 + bodyBytes - 128 - 3, BinaryPrimitives.ReadUInt16LittleEndian(Written(editor).AsSpan(17 + bodyBytes + width)));
    }

    [Fact]
    public void ASeed_StaysWithItsPack()
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.Set);
        for (byte i = 0; i < 100; i++)
        {
            editor.Put([i]);
        }

        byte[] pack = Written(editor);
        editor.Begin(ItemKind.List);
        editor.Load(ItemKind.Set, pack);
        editor.Put("more"u8);
        Assert.Equal(pack[9..17], Written(editor)[9..17]);
    }

    [Fact]
    public void DamagedBytes_EndInAnErrorOrAnAnswer_AndNowhereElse() => Seeds.Each(1, 300, random =>
    {
        ItemKind kind = (ItemKind)(1 + random.Next(4));
        PackEditor editor = new();
        editor.Begin(kind);
        PackModel model = new(kind, random);
        model.Grow(editor, random.Next(2) == 0 ? 20 : 90);
        byte[] pack = Written(editor);
        for (int flips = 1 + random.Next(4); flips > 0; flips--)
        {
            pack[random.Next(4) == 0 ? random.Next(20) : random.Next(pack.Length)] = (byte)random.Next(256);
        }

        if (random.Next(4) == 0)
        {
            pack = pack[..random.Next(pack.Length)];
        }

        Exception? error = Record.Exception(() => ReadAll(kind, pack));
        error ??= Record.Exception(() => editor.Load(kind, pack));
        Assert.True(error is null or InvalidOperationException or ArgumentException or IndexOutOfRangeException, error?.ToString());
    });

    private static void ReadAll(ItemKind kind, byte[] pack)
    {
        PackReader reader = new(kind, pack);
        _ = reader.Find("absent"u8);
        foreach (PackCursor element in reader)
        {
            _ = element.Member;
        }

        for (int i = 0; i < reader.Count; i++)
        {
            _ = reader.Member(i);
        }

        PackScan scan = reader.Scan(0, 1000);
        while (scan.MoveNext())
        {
            _ = scan.Ordinal;
        }
    }

    private static byte[] Written(PackEditor editor)
    {
        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        return pack;
    }
}
