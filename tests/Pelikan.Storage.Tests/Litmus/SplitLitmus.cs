using System.Linq;
using System.Threading;
using Pelikan.Storage.HashTable;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A head is split: its depth says where the moved items are before the old head loses them. A reader that looks at the same time
/// finds every item.
/// </summary>
[Collection(nameof(Alone))]
public sealed class SplitLitmus
{
    private const int Tables = 8;
    private const int HeadPower = 8;
    private const int Heads = 1 << HeadPower;
    private const int KeysEach = 8;

    [Fact]
    public void AnItemThatASplitMoves_IsNeverMissed() => Race.Check(Run);

    private static int Run(bool broken)
    {
        LitmusTable? table = null;
        long[][] keys = [];
        bool missed = false;
        int done = 0;
        int looking = 0;
        try
        {
            return new Race().Run(
                Tables,
                _ =>
                {
                    table?.Dispose();
                    table = new LitmusTable(segments: 4, segmentBytes: 128 * 1024, HeadPower, 2 * Heads);
                    keys = KeysOfHeads.Choose(table.Table.Buckets, Heads, KeysEach);
                    int segment = table.Open();
                    foreach (long key in keys.SelectMany(key => key))
                    {
                        table.Publish(key, table.Make(segment, key), table.Left);
                    }

                    done = 0;
                    looking = 0;
                },
                _ =>
                {
                    while (Volatile.Read(ref looking) == 0)
                    {
                        Thread.Yield();
                    }

                    Grow(table!, broken);
                    Volatile.Write(ref done, 1);
                },
                _ =>
                {
                    while (Volatile.Read(ref done) == 0)
                    {
                        // The head that is split next, or at this moment.
                        long next = (table!.Table.Buckets.Heads - Heads) % Heads;
                        foreach (long key in keys[next])
                        {
                            missed |= !table.TryFind(key, table.Right, out SlotRef _);
                        }

                        Volatile.Write(ref looking, 1);
                    }
                },
                _ => missed);
        }
        finally
        {
            table?.Dispose();
        }
    }

    /// <summary>Split every head once, in the real order or in one that is wrong.</summary>
    private static void Grow(LitmusTable table, bool broken)
    {
        if (!broken)
        {
            new TableGrowth(table.Table.Buckets, table.Segments, LitmusTable.Seed).Run(2L * Heads * TableGrowth.ItemsPerHead);
            Assert.Equal(2 * Heads, table.Table.Buckets.Heads);
            return;
        }

        for (int i = 0; i < Heads; i++)
        {
            EmptyFirst(table, (ulong)i);
        }
    }

    /// <summary>The order that is wrong: the moved items leave the old head before its depth leads to the new one.</summary>
    private static void EmptyFirst(LitmusTable table, ulong index)
    {
        BucketArray buckets = table.Table.Buckets;
        BucketRef head = buckets.HeadAt(index);
        BucketRef added = buckets.HeadAt(index + Heads);
        uint version = head.ReadVersion();
        Assert.True(head.TryLock(version));
        for (int slot = 1; slot < BucketRef.HeadLast; slot++)
        {
            ItemInfo info = head.Read(slot);
            if (info.IsItem && buckets.IndexAt(KeyHash.Of(table.Segments.Item(info).Key, LitmusTable.Seed), 1) != index)
            {
                added.Write(slot, info);
                head.Write(slot, default);
            }
        }

        added.WriteDepth(1);
        Race.Gap((int)index);
        head.WriteDepth(1);
        head.Unlock(version);
        buckets.PublishHeads(buckets.Heads + 1);
    }
}
