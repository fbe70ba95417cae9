using System;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Storage.Packs;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Packs;

public sealed class PackScanTests
{
    [Theory]
    [InlineData(ItemKind.Set)]
    [InlineData(ItemKind.SortedSet)]
    [InlineData(ItemKind.Hash)]
    public void AScanWithoutChanges_MeetsEachElementOnce(ItemKind kind) => Seeds.Each(1, 40, random =>
    {
        int count = random.Next(3) switch { 0 => random.Next(65), 1 => 65 + random.Next(10), _ => random.Next(3000) };
        int page = 1 + random.Next(30);
        byte[] pack = Pack(kind, Enumerable.Range(0, count));
        List<int> met = [];
        ulong cursor = 0;
        int pages = 0;
        do
        {
            cursor = Page(kind, pack, cursor, page, met, out int found);
            pages++;
            Assert.True(count <= 64 || found <= (page * 2) + 60, "a page is much longer than was asked");
        }
        while (cursor != 0);
        Assert.Equal(Enumerable.Range(0, count), met.Order());
        Assert.True(count > 64 || pages == 1, "a small pack takes more than one page");
    });

    [Fact]
    public void WhatIsThereAllTheTime_IsMet_WhateverIsAddedAndRemoved() => Seeds.Each(1, 60, random =>
    {
        int lasting = random.Next(120);
        HashSet<int> passing = [];
        List<int> met = [];
        ulong cursor = 0;
        do
        {
            // Across the bound of 64 both ways, and to several times the size.
            int target = random.Next(4) switch { 0 => 0, 1 => 70, _ => random.Next(900) };
            passing = [.. Enumerable.Range(0, target).Select(_ => 1000 + random.Next(2000))];
            byte[] pack = Pack(ItemKind.Set, Enumerable.Range(0, lasting).Concat(passing));
            cursor = Page(ItemKind.Set, pack, cursor, 1 + random.Next(15), met, out _);
        }
        while (cursor != 0);
        Assert.Empty(Enumerable.Range(0, lasting).Except(met));
    });

    [Theory]
    [InlineData(1UL << 32)]
    [InlineData(ulong.MaxValue)]
    public void ACursorThatNobodyGave_EndsTheScan(ulong cursor)
    {
        List<int> met = [];
        Assert.Equal(0UL, Page(ItemKind.Set, Pack(ItemKind.Set, Enumerable.Range(0, 100)), cursor, 10, met, out int found));
        Assert.Equal(0, found);
    }

    [Fact]
    public void APageOfEverything_IsTheLast()
    {
        List<int> met = [];
        Assert.Equal(0UL, Page(ItemKind.Hash, Pack(ItemKind.Hash, Enumerable.Range(0, 5000)), 0, int.MaxValue, met, out int found));
        Assert.Equal(5000, found);
    }

    private static ulong Page(ItemKind kind, byte[] pack, ulong cursor, int count, List<int> met, out int found)
    {
        PackReader reader = new(kind, pack);
        PackScan scan = reader.Scan(cursor, count);
        found = 0;
        while (scan.MoveNext())
        {
            met.Add(BitConverter.ToInt32(reader.Member(scan.Ordinal)));
            found++;
        }

        return scan.Next;
    }

    private static byte[] Pack(ItemKind kind, IEnumerable<int> members)
    {
        PackEditor editor = new();
        editor.Begin(kind);
        foreach (int member in members)
        {
            PackModelTests.Put(editor, kind, BitConverter.GetBytes(member), member % 7);
        }

        byte[] pack = new byte[editor.Length];
        editor.Write(pack);
        return pack;
    }
}
