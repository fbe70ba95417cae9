using System.Threading;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A reader marks an item whose CAS id it tells, and looks then whether the item is still there; a mover looks at the mark under the
/// chain's lock. No id is told that a copy lacks.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ObservedLitmus
{
    private const int Rounds = 4_000;
    private const long Key = 77;

    [Fact]
    public void AnIdThatWasTold_IsNotLostToAMove() => Race.Check(Run);

    private static int Run(bool broken)
    {
        using LitmusTable table = new(segments: 2, segmentBytes: 512 * 1024);
        int segment = table.Open();
        ItemInfo item = default;
        ItemInfo copy = default;
        bool told = false;
        bool moved = false;
        bool looked = false;
        return new Race().Run(
            Rounds,
            _ =>
            {
                item = table.Make(segment, Key);
                copy = table.Make(segment, Key);
                table.Publish(Key, item, table.Left);
                looked = false;
            },
            round =>
            {
                using EpochGuard guard = table.Left.Enter(LitmusTable.Now);
                Race.Gap(round);
                moved = broken ? MoveUnlooking(table, item, copy, ref looked) : table.Table.TryRelink(LitmusTable.HashOf(Key), item.Location, copy);
            },
            round =>
            {
                using EpochGuard guard = table.Right.Enter(LitmusTable.Now);
                Race.Gap(round + 3);
                table.Segments.Item(item).MarkObserved();
                table.Table.AwaitUnlocked(LitmusTable.HashOf(Key));
                told = !table.Table.FindLocation(LitmusTable.HashOf(Key), item.Location).IsEmpty;
                Volatile.Write(ref looked, true);
            },
            _ => told && moved);
    }

    /// <summary>The order that is wrong: a look at the mark, and the lock only then.</summary>
    private static bool MoveUnlooking(LitmusTable table, ItemInfo item, ItemInfo copy, ref bool looked)
    {
        if ((table.Segments.Item(item).Options & ItemOptions.CasObserved) != 0)
        {
            return false;
        }

        Race.Await(ref looked);
        BucketRef head = table.Table.Buckets.HeadAt(0);
        uint version = head.ReadVersion();
        Assert.True(head.TryLock(version));
        SlotRef slot = default;
        Assert.True(table.TryFind(Key, table.Left, out slot));
        slot.Bucket.Write(slot.Slot, copy);
        head.Unlock(version);
        return true;
    }
}
