using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage.Packs;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Packs;

/// <summary>Random changes, beside the framework's collections; the pack that is written holds what they hold.</summary>
public sealed class PackModelTests
{
    private static readonly int[] Sizes = [0, 1, 2, 62, 63, 64, 65, 66, 130, 1000];

    [Theory]
    [InlineData(ItemKind.List)]
    [InlineData(ItemKind.Set)]
    [InlineData(ItemKind.SortedSet)]
    [InlineData(ItemKind.Hash)]
    public void RandomChanges_AreWhatTheModelHas(ItemKind kind)
    {
        PackEditor editor = new();
        Seeds.Each(1, 60, random =>
        {
            editor.Begin(kind);
            PackModel model = new(kind, random);
            model.Grow(editor, Sizes[random.Next(Sizes.Length)]);
            model.Check(editor);
            for (int round = 0; round < 6; round++)
            {
                model.Reload(editor);
                for (int step = random.Next(60); step > 0; step--)
                {
                    model.Step(editor);
                }

                model.Check(editor);
            }

            int at = random.Next(model.Count + 1);
            model.Trim(editor, at, random.Next(model.Count - at + 1));
            model.Check(editor);
        });
    }

    [Theory]
    [InlineData(ItemKind.Set, 65_533)]
    [InlineData(ItemKind.Set, 65_536)]
    [InlineData(ItemKind.Hash, 70_000)]
    [InlineData(ItemKind.SortedSet, 70_000)]
    [InlineData(ItemKind.List, 70_000)]
    public void ManyElements_AreFound(ItemKind kind, int count)
    {
        PackEditor editor = new();
        editor.Begin(kind);
        for (int i = 0; i < count; i++)
        {
            Put(editor, kind, BitConverter.GetBytes(i * 3), i);
        }

        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        editor.Load(kind, pack);
        PackReader reader = new(kind, pack);
        Assert.Equal(count, reader.Count);
        for (int i = 0; i < count; i++)
        {
            byte[] member = BitConverter.GetBytes(i * 3);
            Assert.True(reader.Member(i).SequenceEqual(member));
            if (kind != ItemKind.List)
            {
                Assert.Equal(i, reader.Find(member));
                Assert.Equal(i, editor.Find(member));
                Assert.Equal(-1, reader.Find(BitConverter.GetBytes((i * 3) + 1)));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    public void LongElements_AreKeptWhole(int count)
    {
        byte[] value = new byte[70_000];
        new Random(5).NextBytes(value);
        PackEditor editor = new();
        editor.Begin(ItemKind.Hash);
        for (int i = 0; i < count; i++)
        {
            Assert.True(editor.Put([(byte)i], value));
        }

        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        PackReader reader = new(ItemKind.Hash, pack);
        for (int i = 0; i < count; i++)
        {
            Assert.True(reader.Value(reader.Find([(byte)i])).SequenceEqual(value));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(500)]
    public void MembersOfOneScore_AreFoundByTheirBytes(int count)
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.SortedSet);
        for (int i = count - 1; i >= 0; i--)
        {
            editor.Put([(byte)(i >> 8), (byte)i], 1.5);
        }

        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        PackReader reader = new(ItemKind.SortedSet, pack);
        for (int i = 0; i < count; i++)
        {
            byte[] member = [(byte)(i >> 8), (byte)i];
            Assert.Equal(i, reader.LowerBound(member, exclusive: false));
            Assert.Equal(i + 1, reader.LowerBound(member, exclusive: true));
            Assert.Equal(i + 1, editor.LowerBound([(byte)(i >> 8), (byte)i, 0], exclusive: false));
        }

        Assert.Equal(count, reader.LowerBound([255, 255], exclusive: false));
    }

    [Fact]
    public void ElementsOfTheEditorItself_CanBePutIn()
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.List);
        editor.Insert(0, "first"u8);
        for (int i = 0; i < 2000; i++)
        {
            editor.Insert(0, editor.Member(i));
        }

        Assert.Equal(2001, editor.Count);
        for (int i = 0; i < 2001; i++)
        {
            Assert.True(editor.Member(i).SequenceEqual("first"u8));
        }
    }

    [Fact]
    public void ACursorFromAnOrdinal_GoesOnToTheEnd() => Seeds.Each(1, 20, random =>
    {
        PackEditor editor = new();
        editor.Begin(ItemKind.List);
        int count = Sizes[random.Next(Sizes.Length)];
        for (int i = 0; i < count; i++)
        {
            editor.Insert(i, BitConverter.GetBytes(i));
        }

        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        int from = random.Next(count + 1);
        PackCursor cursor = new PackReader(ItemKind.List, pack).From(from);
        List<int> met = [];
        while (cursor.MoveNext())
        {
            met.Add(BitConverter.ToInt32(cursor.Member));
        }

        Assert.Equal(Enumerable.Range(from, count - from), met);
    });

    [Fact]
    public void TheDefaultReader_IsEmpty()
    {
        PackReader reader = default;
        Assert.Equal(0, reader.Count);
        Assert.Equal(-1, reader.Find("a"u8));
        Assert.Equal(0, reader.LowerBound(0, exclusive: false));
        Assert.False(reader.GetEnumerator().MoveNext());
        Assert.False(reader.From(0).MoveNext());
        PackScan scan = reader.Scan(7, 10);
        Assert.False(scan.MoveNext());
        Assert.Equal(0UL, scan.Next);
    }

    internal static void Put(PackEditor editor, ItemKind kind, ReadOnlySpan<byte> member, int number)
    {
        switch (kind)
        {
            case ItemKind.List:
                editor.Insert(editor.Count, member);
                break;
            case ItemKind.Set:
                editor.Put(member);
                break;
            case ItemKind.Hash:
                editor.Put(member, "value"u8);
                break;
            default:
                editor.Put(member, (double)number);
                break;
        }
    }
}
