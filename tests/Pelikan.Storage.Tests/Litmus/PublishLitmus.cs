using System.Threading;
using Pelikan.Storage.HashTable;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>An item's bytes, then the word in the slot: whoever reads the word finds the bytes.</summary>
[Collection(nameof(Alone))]
public sealed class PublishLitmus
{
    private const int Rounds = 60;
    private const int ItemsEach = 1_000;
    private const int SegmentBytes = 64 * 1024;

    [Fact]
    public void WhoeverSeesTheWord_SeesTheBytes() => Race.Check(Run);

    private static int Run(bool broken)
    {
        using LitmusTable table = new(Rounds, SegmentBytes);
        BucketRef bucket = table.Table.Buckets.HeadAt(0);
        int segment = 0;
        int written = 0;
        bool torn = false;
        return new Race().Run(
            Rounds,
            _ =>
            {
                segment = table.Open();
                Volatile.Write(ref written, 0);
            },
            round =>
            {
                for (int i = 1; i <= ItemsEach; i++)
                {
                    long key = ((long)round * ItemsEach) + i;
                    table.TryReserve(segment, out int offset);
                    ItemInfo word = new(ItemInfo.TagOf(LitmusTable.HashOf(key)), 0, segment, offset);
                    if (broken)
                    {
                        bucket.Write(1, word);
                        Race.Gap(i);
                        table.Write(segment, offset, key);
                    }
                    else
                    {
                        table.Write(segment, offset, key);
                        Race.Gap(i);
                        bucket.Write(1, word);
                    }
                }

                Volatile.Write(ref written, 1);
            },
            _ =>
            {
                while (Volatile.Read(ref written) == 0)
                {
                    ItemInfo info = bucket.Read(1);
                    if (info.IsItem && !LitmusTable.IsWhole(table.Segments.Item(info)))
                    {
                        torn = true;
                    }
                }
            },
            _ => torn);
    }
}
