using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A flush names a sequence; a writer that reserved before it and publishes after it looks at the sequence under the chain's version.
/// It never replaces what was stored since.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FlushLitmus
{
    private const int Rounds = 4_000;
    private const long Key = 78;

    [Fact]
    public void AWriterThatAFlushCaught_ReplacesNothingStoredSince() => Race.Check(Run);

    private static int Run(bool broken)
    {
        using LitmusTable table = new(segments: 4, segmentBytes: 4 * 1024);
        int before = 0;
        int since = 0;
        ItemInfo late = default;
        ItemInfo fresh = default;
        bool stored = false;
        return new Race().Run(
            Rounds,
            _ =>
            {
                before = table.Open();
                late = table.Make(before, Key);
                stored = false;
            },
            round =>
            {
                using EpochGuard guard = table.Left.Enter(LitmusTable.Now);
                Race.Gap(round);
                if (broken)
                {
                    PublishUnversioned(table, late, ref stored);
                }
                else
                {
                    table.Publish(Key, late, table.Left);
                }
            },
            round =>
            {
                using EpochGuard guard = table.Right.Enter(LitmusTable.Now);
                Race.Gap(round + 5);
                table.Segments.RaiseFlushed(table.Segments.NextSequence());
                since = table.Open();
                fresh = table.Make(since, Key);
                table.Publish(Key, fresh, table.Right);
                Volatile.Write(ref stored, true);
            },
            _ =>
            {
                bool lost = !table.TryFind(Key, table.Left, out SlotRef found) || found.Info.Location != fresh.Location;
                table.Table.TryRemove(LitmusTable.Key(Key), LitmusTable.HashOf(Key), table.Segments.Writer(table.Left), out ItemInfo _);
                table.Segments.GiveBack(before);
                table.Segments.GiveBack(since);
                return lost;
            });
    }

    /// <summary>The order that is wrong: a look at the sequence, and the chain only then.</summary>
    private static void PublishUnversioned(LitmusTable table, ItemInfo late, ref bool stored)
    {
        if (table.Segments.IsFlushed(late.Segment))
        {
            return;
        }

        Race.Await(ref stored);
        BucketRef head = table.Table.Buckets.HeadAt(0);
        while (true)
        {
            uint version = head.ReadVersion();
            if ((version & BucketRef.LockBit) == 0 && head.TryLock(version))
            {
                int slot = table.TryFind(Key, table.Left, out SlotRef found) ? found.Slot : 1;
                head.Write(slot, late);
                head.Unlock(version);
                return;
            }
        }
    }
}
