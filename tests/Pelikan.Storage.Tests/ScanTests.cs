using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Tests.Threads;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>A scan shows what is there all the time, and nothing dead, whatever else happens to the table.</summary>
public sealed class ScanTests
{
    private const int SegmentBytes = 16 * 1024;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(5_000, 1)]
    [InlineData(5_000, 7)]
    [InlineData(5_000, int.MaxValue)]
    [InlineData(5_000, 0)]
    [InlineData(5_000, -1)]
    public void AtRest_EveryItemIsShownOnce(int items, int heads)
    {
        using SharedStore store = new(EvictionKind.None, 128, SegmentBytes, writers: 1, hashPower: 4);
        EpochParticipant place = store.Register();
        Store(store, place, 0, items, Instant.Never);
        for (int round = 0; round < 2; round++)
        {
            int[] seen = new int[items];
            int steps = ScanAll(store, place, heads, seen);
            Assert.All(seen, times => Assert.Equal(1, times));
            Assert.InRange(steps, 1, store.Cache.HashHeads);

            // The second time with a table that has grown.
            store.Maintain();
            store.Maintain();
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(1L << 47)]
    [InlineData(1_000_000)]
    [InlineData(385)]
    public void ACursorThatLeadsNowhere_EndsTheScan(long cursor)
    {
        using SharedStore store = new(EvictionKind.None, 128, SegmentBytes, writers: 1, hashPower: 4);
        EpochParticipant place = store.Register();
        Store(store, place, 0, 5_000, Instant.Never);
        store.Maintain();
        Assert.Equal(384, store.Cache.HashHeads);
        Tally tally = new(new int[5_000]);
        using EpochGuard guard = place.Enter(store.Now);
        Assert.Equal(0, store.Cache.Scan(cursor, 100, ref tally, guard));
        Assert.Equal(0, tally.Shown);
        Assert.Equal(0, store.Cache.Scan(383, 100, ref tally, guard));
        Assert.NotEqual(0, tally.Shown);
    }

    [Fact]
    public void TheDead_AreNotShown()
    {
        using SharedStore store = new(EvictionKind.None, 128, SegmentBytes, writers: 1, hashPower: 4);
        EpochParticipant place = store.Register();
        Instant soon = store.Now.PlusMilliseconds(50);
        Store(store, place, 0, 500, Instant.Never);
        Store(store, place, 500, 500, soon);
        int[] seen = new int[2_000];
        ScanAll(store, place, 10, seen);
        Assert.All(seen[..1_000], times => Assert.Equal(1, times));
        seen = new int[2_000];
        ScanAll(store, place, 10, seen, at: soon);
        Assert.All(seen[..500], times => Assert.Equal(1, times));
        Assert.All(seen[500..], times => Assert.Equal(0, times));
        using (EpochGuard guard = place.Enter(store.Now))
        {
            store.Cache.FlushAll(store.Now, guard);
        }

        Store(store, place, 1_000, 300, Instant.Never);
        seen = new int[2_000];
        ScanAll(store, place, 10, seen);
        Assert.All(seen[..1_000], times => Assert.Equal(0, times));
        Assert.All(seen[1_000..1_300], times => Assert.Equal(1, times));
        Assert.Equal(300, store.Cache.ItemCount);
    }

    [Fact]
    public void WhatIsShown_IsTheWholeItem()
    {
        using SharedStore store = new(EvictionKind.None, 128, SegmentBytes, writers: 1);
        using EpochGuard guard = store.Register().Enter(store.Now);
        NewItem fresh = new(0, 77, store.Now.PlusSeconds(9)) { Kind = ItemKind.SortedSet };
        FixedUpdate update = FixedUpdate.Store("pack"u8.ToArray(), fresh);
        Assert.Equal(StoreStatus.Ok, store.Cache.Update("name"u8, ref update, guard));
        List<string> shown = [];
        Describe describe = new(shown);
        Assert.Equal(0, store.Cache.Scan(0, 100, ref describe, guard));
        Assert.Equal(["name pack 77 SortedSet " + store.Now.PlusSeconds(9).Milliseconds], shown);
        Assert.Equal(StoreStatus.Ok, store.Cache.Read("name"u8, ReadIntent.Peek, guard, out _, out ItemAccess access));
        Assert.False(access.Fetched);
    }

    /// <summary>
    /// From the smallest table through many splits, while keys come and go, are stored over, and are moved by merges: keys that nobody
    /// deletes are in every scan from its beginning to its end.
    /// </summary>
    [Theory]
    [InlineData(EvictionKind.None, 512, 1)]
    [InlineData(EvictionKind.None, 512, 16)]
    [InlineData(EvictionKind.Merge, 512, 4)]
    public void WhatIsThereAllTheTime_IsInEveryScan(EvictionKind eviction, int segments, int heads)
    {
        const int Kept = 1_000;
        const int Passing = 30_000;
        const int Scanner = 2;
        using SharedStore store = new(eviction, segments, SegmentBytes, writers: 2, hashPower: 4);
        EpochParticipant setup = store.Register();
        Store(store, setup, 0, Kept, Instant.Never);
        Assert.Equal(1, store.Cache.HashHeads);
        int running = Scanner;
        int scans = 0;
        int grown = 0;
        store.Run(Scanner + 1, (thread, place) =>
        {
            if (thread < Scanner)
            {
                Churn(store, place, thread, Kept, Passing, new Random(thread));
                Interlocked.Decrement(ref running);
                return;
            }

            int[] seen = new int[Kept + (2 * Passing)];
            while (Volatile.Read(ref running) > 0)
            {
                Array.Clear(seen);
                long before = store.Cache.HashHeads;
                ScanAll(store, place, heads, seen);
                scans++;
                grown += store.Cache.HashHeads > before ? 1 : 0;
                Assert.Equal(-1, Array.IndexOf(seen, 0, 0, Kept));
            }
        });
        Assert.InRange(scans, 2, int.MaxValue);
        Assert.InRange(grown, 1, int.MaxValue);
        Assert.InRange(store.Cache.HashHeads, 500, long.MaxValue);
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
    }

    /// <summary>Store over the kept, which stay all the time, and let others come, twice as many as go.</summary>
    private static void Churn(SharedStore store, EpochParticipant place, int thread, int kept, int passing, Random random)
    {
        byte[] key = new byte[sizeof(int)];
        for (int i = 0; i < passing; i++)
        {
            using EpochGuard guard = place.Enter(store.Now);
            BinaryPrimitives.WriteInt32LittleEndian(key, kept + (thread * passing) + i);
            Assert.Equal(StoreStatus.Ok, store.Cache.Set(key, key, 0, Instant.Never, guard));
            if (i % 2 == 0)
            {
                BinaryPrimitives.WriteInt32LittleEndian(key, kept + (thread * passing) + random.Next(i + 1));
                store.Cache.Delete(key, guard);
            }

            BinaryPrimitives.WriteInt32LittleEndian(key, random.Next(kept));
            Instant expiry = guard.Now.PlusSeconds(random.Next(100_000, 200_000));
            if (i % 3 == 0)
            {
                Assert.Equal(StoreStatus.Ok, store.Cache.Set(key, key, 0, expiry, guard));
            }
            else if (i % 3 == 1)
            {
                Assert.Equal(StoreStatus.Ok, store.Cache.Touch(key, expiry, guard));
            }
        }
    }

    private static void Store(SharedStore store, EpochParticipant place, int first, int count, Instant expiry)
    {
        for (int i = first; i < first + count; i++)
        {
            using EpochGuard guard = place.Enter(store.Now);
            byte[] key = BitConverter.GetBytes(i);
            Assert.Equal(StoreStatus.Ok, store.Cache.Set(key, key, 0, expiry, guard));
        }
    }

    /// <summary>From the beginning to the end, each step in an epoch of its own; returns how many steps.</summary>
    private static int ScanAll(SharedStore store, EpochParticipant place, int heads, int[] seen, Instant? at = null)
    {
        Tally tally = new(seen);
        long cursor = 0;
        int steps = 0;
        do
        {
            using EpochGuard guard = place.Enter(at ?? store.Now);
            long next = store.Cache.Scan(cursor, heads, ref tally, guard);
            Assert.True(next == 0 || next > cursor, $"the cursor went from {cursor} to {next}");
            cursor = next;
            steps++;
        }
        while (cursor != 0);
        return steps;
    }

    private struct Tally(int[] seen) : IItemVisitor
    {
        public int Shown { get; private set; }

        public void Visit(scoped in ItemView item)
        {
            Assert.True(item.Key.SequenceEqual(item.Value), "an item is torn");
            seen[BinaryPrimitives.ReadInt32LittleEndian(item.Key)]++;
            Shown++;
        }
    }

    private readonly struct Describe(List<string> shown) : IItemVisitor
    {
        public void Visit(scoped in ItemView item) =>
            shown.Add($"{System.Text.Encoding.ASCII.GetString(item.Key)} {System.Text.Encoding.ASCII.GetString(item.Value)} {item.Flags} {item.Kind} {item.Expiry.Milliseconds}");
    }
}
