using System;
using System.Text;
using System.Threading;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>An id that a store told, or was given, holds until the item is stored again, though other threads make the store move it.</summary>
public sealed class ToldIdTests
{
    private const int Threads = 3;
    private const int Items = 400;
    private const int Steps = 40_000;

    [Theory]
    [InlineData(EvictionKind.None, 64)]
    [InlineData(EvictionKind.Merge, 36)]
    [InlineData(EvictionKind.S3Fifo, 36)]
    public void IdsThatWereTold_AreHonouredAfterMoves(EvictionKind eviction, int segments)
    {
        using SharedStore store = new(eviction, segments, 4 * 1024, Threads);
        int honoured = 0;
        int lost = 0;
        store.Run(Threads, (thread, place) =>
        {
            Random random = new(thread);
            ulong[] told = new ulong[Items];
            for (int step = 0; step < Steps; step++)
            {
                // Few are stored all the time, most stay a while and are moved.
                int i = random.Next(random.Next(2) == 0 ? Items / 8 : Items);
                byte[] key = Encoding.ASCII.GetBytes($"{thread}:{i}");
                using EpochGuard guard = place.Enter(store.Now);
                if (told[i] != 0)
                {
                    // The thread's own key: nobody else stores it, so its id holds or the item is gone.
                    StoreStatus status = store.Cache.CompareAndSet(key, "x"u8, 0, Instant.Never, told[i], guard);
                    Interlocked.Add(ref honoured, status == StoreStatus.Ok ? 1 : 0);
                    Interlocked.Add(ref lost, status == StoreStatus.NotFound ? 1 : 0);
                    Assert.True(status is StoreStatus.Ok or StoreStatus.NotFound or StoreStatus.NoSpace, $"key {thread}:{i} answers {status} to its id");
                }

                told[i] = Tell(store.Cache, key, random, guard);
            }
        });
        Assert.InRange(honoured, Threads * Steps / 2, int.MaxValue);
        Assert.True(eviction != EvictionKind.None || lost == 0, $"{lost} items went missing from a heap that never evicts");
        Assert.True(store.Metric(StorageMetric.ItemRelink) > 100, "hardly anything moved: this shows little");
    }

    /// <summary>Store, perhaps touch, and be told; 0 if there was no room.</summary>
    private static ulong Tell(SegCache cache, byte[] key, Random random, in EpochGuard guard)
    {
        bool touches = random.Next(3) == 0;
        NewItem fresh = new(0, 0, guard.Now.PlusSeconds(100_000))
        {
            TellsCas = !touches,
            KeepsAccess = random.Next(2) == 0,
            Cas = random.Next(4) == 0 ? (ulong)random.Next(1, 1000) : 0,
        };
        FixedUpdate store = FixedUpdate.Store(new byte[random.Next(10, 200)], fresh);
        StoreStatus status = cache.Update(key, ref store, guard, out ulong cas);
        if (touches)
        {
            FixedUpdate touch = FixedUpdate.Touch(guard.Now.PlusSeconds(random.Next(100_000, 100_002)), tellsCas: true);
            status = cache.Update(key, ref touch, guard, out cas);
        }

        return status == StoreStatus.Ok ? cas : 0;
    }
}
