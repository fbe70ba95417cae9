using System;
using System.Linq;
using System.Text;
using System.Threading;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>
/// Many clients meet items that are stale, as memcached's meta commands do: of each version exactly one client is told to renew it,
/// whoever else moves, touches or reads the item meanwhile.
/// </summary>
public sealed class StaleItemTests
{
    private const int Threads = 4;
    private const int Items = 8;
    private const int Rounds = 1_500;
    private const int VersionsMax = Threads * Items * Rounds * 2;

    [Theory]
    [InlineData(EvictionKind.None, 48)]
    [InlineData(EvictionKind.Merge, 24)]
    [InlineData(EvictionKind.S3Fifo, 24)]
    public void OfAllWhoMeetAStaleItem_OneWins(EvictionKind eviction, int segments)
    {
        using SharedStore store = new(eviction, segments, 4 * 1024, Threads);
        byte[][] keys = [.. Enumerable.Range(0, Items).Select(i => Encoding.ASCII.GetBytes($"stale{i}"))];
        int[] wins = new int[VersionsMax];
        int[] stored = new int[VersionsMax];
        int version = 0;
        store.Run(Threads, (thread, place) =>
        {
            Random random = new(thread);
            for (int i = 0; i < Rounds; i++)
            {
                foreach (byte[] key in keys)
                {
                    using EpochGuard guard = place.Enter(store.Now);
                    Meet(store.Cache, key, guard, random, () => Interlocked.Increment(ref version), stored, wins);
                }

                Disturb(store, place, thread, random);
            }
        });
        Assert.InRange(stored.Sum(), Rounds, int.MaxValue);
        Assert.All(wins, times => Assert.InRange(times, 0, 1));
        Assert.True(wins.Zip(stored).All(version => version.First <= version.Second), "a version was won that was never stored");
        Assert.True(store.Metric(StorageMetric.SegmentReturn) > 100, "hardly anything moved: this shows little");
        if (eviction == EvictionKind.None)
        {
            // Nobody loses a version but to its winner. The last one of each item may be nobody's yet.
            Assert.Equal(0, store.Metric(StorageMetric.ItemEvict));
            Assert.InRange(stored.Sum() - wins.Sum(), 0, Items);
        }
    }

    /// <summary>Come by as a client does: win what is stale and renew it, or make what is not there.</summary>
    private static void Meet(SegCache cache, byte[] key, in EpochGuard guard, Random random, Func<int> next, int[] stored, int[] wins)
    {
        Win win = default;
        Assert.Equal(StoreStatus.Ok, cache.Update(key, ref win, guard));
        if (random.Next(4) == 0)
        {
            FixedUpdate touch = FixedUpdate.Touch(guard.Now.PlusSeconds(random.Next(100_000, 100_500)), tellsCas: random.Next(2) == 0);
            Assert.Equal(StoreStatus.Ok, cache.Update(key, ref touch, guard));
        }

        if (win.Won)
        {
            Interlocked.Increment(ref wins[win.Version]);
            cache.Read(key, ReadIntent.Use | ReadIntent.Cas, guard, out _, out _);
        }

        if (win.Won || !win.Exists)
        {
            Renew renew = new(win.Exists ? win.Version : 0, next());
            Assert.Equal(StoreStatus.Ok, cache.Update(key, ref renew, guard));
            stored[renew.Stored] += renew.Stored != 0 ? 1 : 0;
        }
    }

    /// <summary>Work for evictions and compactions: some keys, stored and deleted again and again.</summary>
    private static void Disturb(SharedStore store, EpochParticipant place, int thread, Random random)
    {
        using EpochGuard guard = place.Enter(store.Now);
        for (int j = 0; j < 8; j++)
        {
            byte[] key = BitConverter.GetBytes((random.Next(100) * Threads) + thread);
            if (random.Next(4) == 0)
            {
                store.Cache.Delete(key, guard);
            }
            else
            {
                store.Cache.Set(key, new byte[80], 0, Instant.Never, guard);
            }
        }
    }

    private static NewItem Stale(ItemMarks more) =>
        new(sizeof(int), 0, Instant.Never) { Marks = ItemMarks.Stale | more, TellsCas = true };

    /// <summary>Ask for the right to renew a stale version.</summary>
    private struct Win : IItemUpdate
    {
        public bool Won { get; private set; }

        public bool Exists { get; private set; }

        public int Version { get; private set; }

        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            Exists = exists;
            Version = exists ? BitConverter.ToInt32(present.Value) : 0;
            Won = exists && (present.Marks & ItemMarks.Won) == 0;
            item = Stale(ItemMarks.Won);
            return Won ? UpdateAction.Store : UpdateAction.Leave;
        }

        public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => present.Value.CopyTo(value);
    }

    /// <summary>Store the next version, stale from the start, in the place of the one that was won, or of none.</summary>
    private struct Renew(int won, int next) : IItemUpdate
    {
        /// <summary>The version stored; 0 for none.</summary>
        public int Stored { get; private set; }

        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            item = Stale(ItemMarks.None);
            Stored = (exists ? BitConverter.ToInt32(present.Value) : 0) == won ? next : 0;
            return Stored != 0 ? UpdateAction.Store : UpdateAction.Leave;
        }

        public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => BitConverter.TryWriteBytes(value, next);
    }
}
