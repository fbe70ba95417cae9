using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>Several threads on the same keys: what linearizability promises and a test can count. Nothing evicts here.</summary>
public sealed class SharedKeysTests
{
    private const int Threads = 4;

    [Fact]
    public void Increments_AreAllCounted()
    {
        const int Each = 20_000;
        using SharedStore store = new(EvictionKind.Merge, 512, 16 * 1024, Threads);
        byte[][] keys = [.. Enumerable.Range(0, 3).Select(i => Encoding.ASCII.GetBytes($"n{i}"))];
        using (EpochGuard guard = store.Register().Enter(store.Now))
        {
            foreach (byte[] key in keys)
            {
                Assert.Equal(StoreStatus.Ok, store.Cache.Set(key, "0"u8, 7, Instant.Never, guard));
            }
        }

        store.Run(Threads, (thread, place) =>
        {
            for (int i = 0; i < Each; i++)
            {
                using EpochGuard guard = place.Enter(store.Now);
                Assert.Equal(StoreStatus.Ok, store.Cache.Increment(keys[i % keys.Length], 1, guard, out _));
            }
        });
        using EpochGuard end = store.Register().Enter(store.Now);
        long sum = 0;
        foreach (byte[] key in keys)
        {
            Assert.Equal(StoreStatus.Ok, store.Cache.Get(key, end, out ItemView item));
            Assert.Equal(7u, item.Flags);
            sum += long.Parse(Encoding.ASCII.GetString(item.Value));
        }

        Assert.Equal(Threads * Each, sum);
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
    }

    [Fact]
    public void AppendsAndPrepends_AreAllThere_EachThreadsInOrder()
    {
        const int Each = 600;
        using SharedStore store = new(EvictionKind.Merge, 256, 64 * 1024, Threads);
        EpochParticipant setup = store.Register();
        setup.Enter(store.Now).Dispose();
        using (EpochGuard guard = setup.Enter(store.Now))
        {
            store.Cache.Set("list"u8, "|"u8, 0, Instant.Never, guard);
        }

        store.Run(Threads, (thread, place) =>
        {
            for (int i = 0; i < Each; i++)
            {
                byte[] entry = Encoding.ASCII.GetBytes($"[{thread}:{i}]");
                using EpochGuard guard = place.Enter(store.Now);
                StoreStatus status = thread % 2 == 0 ? store.Cache.Append("list"u8, entry, guard) : store.Cache.Prepend("list"u8, entry, guard);
                Assert.Equal(StoreStatus.Ok, status);
            }
        });
        using EpochGuard end = setup.Enter(store.Now);
        Assert.Equal(StoreStatus.Ok, store.Cache.Get("list"u8, end, out ItemView item));
        string[] sides = Encoding.ASCII.GetString(item.Value).Split('|');
        for (int thread = 0; thread < Threads; thread++)
        {
            string side = sides[thread % 2 == 0 ? 1 : 0];
            int[] order = [.. side.Split('[', ']').Where(e => e.StartsWith($"{thread}:", StringComparison.Ordinal)).Select(e => int.Parse(e[2..]))];
            Assert.Equal(thread % 2 == 0 ? Enumerable.Range(0, Each) : Enumerable.Range(0, Each).Reverse(), order);
        }
    }

    [Fact]
    public void Add_HasOneWinner()
    {
        const int Keys = 20_000;
        using SharedStore store = new(EvictionKind.Merge, 256, 16 * 1024, Threads, hashPower: 4 + 6);
        int[] wins = new int[Keys];
        int[] winner = new int[Keys];
        store.Run(Threads, (thread, place) =>
        {
            for (int i = 0; i < Keys; i++)
            {
                using EpochGuard guard = place.Enter(store.Now);
                if (store.Cache.Add(BitConverter.GetBytes(i), BitConverter.GetBytes(thread), 0, Instant.Never, guard) == StoreStatus.Ok)
                {
                    Interlocked.Increment(ref wins[i]);
                    winner[i] = thread;
                }
            }
        });
        using EpochGuard end = store.Register().Enter(store.Now);
        for (int i = 0; i < Keys; i++)
        {
            Assert.Equal(1, wins[i]);
            Assert.Equal(StoreStatus.Ok, store.Cache.Get(BitConverter.GetBytes(i), end, out ItemView item));
            Assert.Equal(winner[i], BinaryPrimitives.ReadInt32LittleEndian(item.Value));
        }
    }

    /// <summary>Versions go up by one with each winning compare-and-set, whatever a toucher does beside; readers never see one fall.</summary>
    [Fact]
    public void CompareAndSet_HasOneWinnerPerId_AndTouchesDoNotVoidIds()
    {
        const int Each = 20_000;
        using SharedStore store = new(EvictionKind.Merge, 512, 16 * 1024, Threads);
        using (EpochGuard guard = store.Register().Enter(store.Now))
        {
            store.Cache.Set("v"u8, BitConverter.GetBytes(0), 0, Instant.Never, guard);
        }

        int wins = 0;
        int[] winners = new int[(2 * Each) + 2];
        store.Run(Threads, (thread, place) =>
        {
            int seen = 0;
            for (int i = 0; i < Each; i++)
            {
                using EpochGuard guard = place.Enter(store.Now);
                if (thread == 2)
                {
                    Assert.Equal(StoreStatus.Ok, store.Cache.Touch("v"u8, guard.Now.PlusSeconds(100_000 + (i % 50)), guard));
                    continue;
                }

                Assert.Equal(StoreStatus.Ok, store.Cache.GetWithCas("v"u8, guard, out ItemView item));
                int version = BinaryPrimitives.ReadInt32LittleEndian(item.Value);
                Assert.True(version >= seen, $"version {version} after {seen}");
                seen = version;
                if (thread < 2
                    && store.Cache.CompareAndSet("v"u8, BitConverter.GetBytes(version + 1), 0, Instant.Never, item.Cas, guard) == StoreStatus.Ok)
                {
                    Interlocked.Increment(ref wins);
                    Assert.Equal(1, Interlocked.Increment(ref winners[version + 1]));
                }
            }
        });
        using EpochGuard end = store.Register().Enter(store.Now);
        store.Cache.Get("v"u8, end, out ItemView last);
        Assert.Equal(wins, BinaryPrimitives.ReadInt32LittleEndian(last.Value));
        Assert.True(wins > 1000, $"only {wins} changes won");
    }

    /// <summary>One thread changes an item by compare-and-set; another only moves it. No id may be void.</summary>
    [Fact]
    public void CompareAndSet_ByTheOnlyWriter_AlwaysWins_WhileOthersTouchAndRead()
    {
        const int Each = 40_000;
        using SharedStore store = new(EvictionKind.Merge, 512, 16 * 1024, Threads);
        using (EpochGuard guard = store.Register().Enter(store.Now))
        {
            store.Cache.Set("v"u8, "0"u8, 0, Instant.Never, guard);
        }

        store.Run(Threads, (thread, place) =>
        {
            for (int i = 0; i < Each; i++)
            {
                using EpochGuard guard = place.Enter(store.Now);
                if (thread == 0)
                {
                    Assert.Equal(StoreStatus.Ok, store.Cache.GetWithCas("v"u8, guard, out ItemView item));
                    Assert.Equal(StoreStatus.Ok, store.Cache.CompareAndSet("v"u8, "1"u8, 0, Instant.Never, item.Cas, guard));
                }
                else if (thread == 1)
                {
                    Assert.Equal(StoreStatus.Ok, store.Cache.Touch("v"u8, guard.Now.PlusSeconds(100_000 + (i % 50)), guard));
                }
                else
                {
                    Instant expiry = guard.Now.PlusSeconds(10_000 + (i % 20));
                    Assert.Equal(StoreStatus.Ok, store.Cache.GetAndTouch("v"u8, expiry, guard, out ItemView item));
                    Assert.Equal(expiry, item.Expiry);
                }
            }
        });
    }

    /// <summary>Overwriting, touching and growing chains never make a key vanish, and no value is torn.</summary>
    [Fact]
    public void AKeyThatIsOverwritten_IsAlwaysFound()
    {
        const int Each = 30_000;
        const int Keys = 40;
        using SharedStore store = new(EvictionKind.Merge, 1024, 16 * 1024, Threads, hashPower: 3);
        byte[][] keys = [.. Enumerable.Range(0, Keys).Select(i => Encoding.ASCII.GetBytes($"key{i}"))];
        byte[][] values = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Repeat((byte)i, 1 + i).ToArray())];
        using (EpochGuard guard = store.Register().Enter(store.Now))
        {
            foreach (byte[] key in keys)
            {
                store.Cache.Set(key, values[0], 0, Instant.Never, guard);
            }
        }

        store.Run(Threads, (thread, place) =>
        {
            Random random = new(thread);
            for (int i = 0; i < Each; i++)
            {
                byte[] key = keys[random.Next(Keys)];
                using EpochGuard guard = place.Enter(store.Now);
                switch (thread)
                {
                    case 0:
                        Assert.Equal(StoreStatus.Ok, store.Cache.Set(key, values[random.Next(values.Length)], 0, Instant.Never, guard));
                        break;
                    case 1 when i % 2 == 0:
                        Assert.Equal(StoreStatus.Ok, store.Cache.Touch(key, guard.Now.PlusSeconds(random.Next(500, 5000)), guard));
                        break;
                    case 1:
                        byte[] passing = Encoding.ASCII.GetBytes($"passing{i % 300}");
                        store.Cache.Set(passing, "x"u8, 0, Instant.Never, guard);
                        store.Cache.Delete(Encoding.ASCII.GetBytes($"passing{random.Next(300)}"), guard);
                        break;
                    default:
                        Assert.Equal(StoreStatus.Ok, store.Cache.Get(key, guard, out ItemView item));
                        Assert.True(item.Key.SequenceEqual(key));
                        Assert.True(item.Value.SequenceEqual(values[item.Value.Length - 1]), "a torn value");
                        break;
                }
            }
        });
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
    }

    /// <summary>
    /// What a thread has stored before it flushes is gone when the flush returns, for good; what it stores later stays, unless
    /// another flush was under way meanwhile. The owner finishes flushes all the time.
    /// </summary>
    [Fact]
    public void AFlush_TakesExactlyWhatWasThere()
    {
        const int Rounds = 1_500;
        const int Keys = 8;
        using SharedStore store = new(EvictionKind.Merge, 128, 16 * 1024, Threads);
        long begun = 0;
        long ended = 0;
        store.Run(Threads, (thread, place) =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                long before = Interlocked.Read(ref ended);
                for (int i = 0; i < Keys; i++)
                {
                    using EpochGuard guard = place.Enter(store.Now);
                    store.Cache.Set(FlushKey(thread, i), BitConverter.GetBytes(round), 0, Instant.Never, guard);
                }

                for (int i = 0; i < Keys; i++)
                {
                    using EpochGuard guard = place.Enter(store.Now);
                    StoreStatus status = store.Cache.Get(FlushKey(thread, i), guard, out ItemView item);
                    Assert.True(status == StoreStatus.Ok || Interlocked.Read(ref begun) != before, "an item is gone, and nobody flushed");
                    Assert.True(status != StoreStatus.Ok || BitConverter.ToInt32(item.Value) == round, "an older value came back");
                }

                if (round % 3 == thread % 3)
                {
                    Interlocked.Increment(ref begun);
                    using (EpochGuard guard = place.Enter(store.Now))
                    {
                        store.Cache.FlushAll(round % 2 == 0 ? guard.Now : new Instant(0), guard);
                    }

                    Interlocked.Increment(ref ended);

                    for (int i = 0; i < 200; i++)
                    {
                        using EpochGuard guard = place.Enter(store.Now);
                        Assert.Equal(StoreStatus.NotFound, store.Cache.Get(FlushKey(thread, i % Keys), guard, out _));
                    }
                }
            }
        });
        Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
    }

    /// <summary>A flush set for later takes what was stored before its time, to the millisecond, on whichever thread it falls due.</summary>
    [Fact]
    public void AScheduledFlush_FallsOnce()
    {
        const int Rounds = 400;
        using SharedStore store = new(EvictionKind.Merge, 128, 16 * 1024, Threads);
        using Barrier barrier = new(Threads);
        long flushAt = 0;
        store.Run(Threads, (thread, place) =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                using (EpochGuard guard = place.Enter(store.Now))
                {
                    store.Cache.Set(FlushKey(thread, 0), "before"u8, 0, Instant.Never, guard);
                }

                barrier.SignalAndWait();
                if (thread == 0)
                {
                    using EpochGuard guard = place.Enter(store.Now);
                    flushAt = guard.Now.Milliseconds + 3;
                    store.Cache.FlushAll(new Instant(flushAt), guard);
                }

                barrier.SignalAndWait();
                while (store.Now.Milliseconds < flushAt)
                {
                    Thread.Yield();
                }

                using (EpochGuard guard = place.Enter(store.Now))
                {
                    Assert.Equal(StoreStatus.NotFound, store.Cache.Get(FlushKey(thread, 0), guard, out _));
                    store.Cache.Set(FlushKey(thread, 0), "after"u8, 0, Instant.Never, guard);
                }

                barrier.SignalAndWait();
                using EpochGuard end = place.Enter(store.Now);
                Assert.Equal(StoreStatus.Ok, store.Cache.Get(FlushKey(thread, 0), end, out _));
            }
        });
    }

    private static byte[] FlushKey(int thread, int key) => Encoding.ASCII.GetBytes($"flush{thread}.{key}");
}
