using System.Threading;
using Pelikan.Storage.HashTable;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A full chain grows: the item of the last slot is in the new bucket before the link hides its old place, so that a reader meets it
/// in one or the other.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ExtensionLitmus
{
    private const int HeadPower = 10;
    private const int Heads = 1 << HeadPower;
    private const int KeysEach = BucketRef.HeadSlots;

    [Fact]
    public void AnItemThatALinkDisplaces_IsNeverMissed() => Race.Check(Run);

    private static int Run(bool broken)
    {
        using LitmusTable table = new(segments: 4, segmentBytes: 1024 * 1024, HeadPower, Heads);
        long[][] keys = KeysOfHeads.Choose(table.Table.Buckets, Heads, KeysEach);
        int segment = table.Open();
        ItemInfo last = default;
        bool missed = false;
        int extended = 0;
        int looking = 0;
        return new Race().Run(
            Heads,
            round =>
            {
                for (int i = 0; i < KeysEach - 1; i++)
                {
                    table.Publish(keys[round][i], table.Make(segment, keys[round][i]), table.Left);
                }

                last = table.Make(segment, keys[round][KeysEach - 1]);
                extended = 0;
                looking = 0;
            },
            round =>
            {
                while (Volatile.Read(ref looking) == 0)
                {
                    Thread.Yield();
                }

                if (broken)
                {
                    LinkFirst(table.Table.Buckets, (ulong)round, last, round);
                }
                else
                {
                    table.Publish(keys[round][KeysEach - 1], last, table.Left);
                }

                Volatile.Write(ref extended, 1);
            },
            round =>
            {
                long displaced = keys[round][KeysEach - 2];
                do
                {
                    missed |= !table.TryFind(displaced, table.Right, out _);
                    Volatile.Write(ref looking, 1);
                }
                while (Volatile.Read(ref extended) == 0);
            },
            _ => missed);
    }

    /// <summary>The order that is wrong: the link before what it leads to.</summary>
    private static void LinkFirst(BucketArray buckets, ulong index, ItemInfo fresh, int round)
    {
        BucketRef head = buckets.HeadAt(index);
        ItemInfo displaced = head.Read(BucketRef.HeadLast);
        uint version = head.ReadVersion();
        Assert.True(head.TryLock(version));
        long link = buckets.Overflow.Take();
        head.Write(BucketRef.HeadLast, ItemInfo.LinkTo(link));
        Race.Gap(round);
        buckets.Overflow[link].Write(0, displaced);
        buckets.Overflow[link].Write(1, fresh);
        head.Unlock(version);
    }
}
