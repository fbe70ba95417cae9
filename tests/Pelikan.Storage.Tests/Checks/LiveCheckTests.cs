using System;
using System.Buffers.Binary;
using System.Threading;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.HashTable;
using Pelikan.Storage.Items;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Pelikan.Storage.Tests.Threads;
using Xunit;

namespace Pelikan.Storage.Tests.Checks;

/// <summary>Checks of a store that others are using: they find what is broken, and no more.</summary>
public sealed class LiveCheckTests
{
    private const int Keys = 4_000;

    [Theory]
    [InlineData(EvictionKind.Merge, 16, 16 * 1024)]
    [InlineData(EvictionKind.Merge, 256, 16 * 1024)]
    [InlineData(EvictionKind.Fifo, 8, 8 * 1024)]
    public void WhileOthersReadWriteAndEvict_ASoundStoreIsFoundSound(EvictionKind eviction, int segments, int segmentBytes)
    {
        const int Writers = 2;
        using SharedStore store = new(eviction, segments, segmentBytes, Writers, hashPower: 4);
        int checks = 0;
        int disturbed = 0;
        int running = Writers;
        store.Run(Writers + 1, (thread, place) =>
        {
            if (thread < Writers)
            {
                Work(store, place, new Random(thread), until: () => Volatile.Read(ref checks) >= 3 && Volatile.Read(ref disturbed) >= 1);
                Interlocked.Decrement(ref running);
                return;
            }

            while (Volatile.Read(ref running) > 0)
            {
                StoreCheckResult check = store.Cache.Check(place, CancellationToken.None);
                Assert.True(check.IsSound, string.Join('\n', check.Problems));
                Assert.InRange(check.Segments, 0, segments);
                disturbed += check.IsCompared ? 0 : 1;
                Interlocked.Increment(ref checks);
            }
        });
        Assert.InRange(disturbed, 1, int.MaxValue);
    }

    [Fact]
    public void WhenNobodyWrites_CountsAreCompared_AndAgreeWithTheCheckAtRest()
    {
        using BrokenStore store = new();
        store.Fill(Keys);
        StoreCheckResult live = store.Cache.Check(store.Place, CancellationToken.None);
        StoreCheckResult rest = store.Cache.Check();
        Assert.True(live.IsCompared);
        Assert.Empty(live.Problems);
        Assert.Equal((rest.Items, rest.ItemBytes, rest.Segments), (live.Items, live.ItemBytes, live.Segments));
        Assert.Equal(Keys, live.Items);
        Assert.InRange(live.Walked, 1, rest.Walked - 1);
    }

    [Fact]
    public void AThreadThatStaysInItsEpoch_LeavesNothingToCompare()
    {
        using BrokenStore store = new();
        store.Fill(100);
        EpochParticipant slow = store.Epoch.Register();
        using EpochGuard guard = slow.Enter(default);
        StoreCheckResult live = store.Cache.Check(store.Place, CancellationToken.None);
        Assert.False(live.IsCompared);
        Assert.Empty(live.Problems);
    }

    [Fact]
    public void ACancelledCheck_Ends()
    {
        using BrokenStore store = new();
        store.Fill(100);
        Assert.Throws<OperationCanceledException>(() => store.Cache.Check(store.Place, new CancellationToken(canceled: true)));
    }

    /// <summary>Each kind of damage, and the words that tell of it.</summary>
    [Theory]
    [InlineData("key", "belongs in another")]
    [InlineData("size", "cannot be walked")]
    [InlineData("expiry", "says nothing lives beyond")]
    [InlineData("dead", "marked dead")]
    [InlineData("position", "holds no item")]
    [InlineData("owner", "holds no item")]
    [InlineData("kind", "is of kind 9")]
    public void DamagedBytes_AreFound(string damage, string message)
    {
        using BrokenStore store = new();
        store.Fill(Keys);
        store.Damage(damage);
        StoreCheckResult check = store.Cache.Check(store.Place, CancellationToken.None);
        Assert.Contains(check.Problems, problem => problem.Contains(message, StringComparison.Ordinal));
        Assert.InRange(check.Problems.Length, 1, 100);
    }

    private static void Work(SharedStore store, EpochParticipant place, Random random, Func<bool> until)
    {
        Span<byte> name = stackalloc byte[sizeof(int)];
        byte[] value = new byte[200];
        for (int i = 0; i < 4_000 || !until(); i++)
        {
            using EpochGuard guard = place.Enter(store.Now);
            BinaryPrimitives.WriteInt32LittleEndian(name, random.Next(Keys));
            Instant expiry = random.Next(2) == 0 ? Instant.Never : guard.Now.PlusMilliseconds(random.Next(1, 500));
            switch (random.Next(8))
            {
                case 0:
                    store.Cache.Delete(name, guard);
                    break;
                case 1:
                    store.Cache.Touch(name, expiry, guard);
                    break;
                case < 4:
                    store.Cache.GetWithCas(name, guard, out _);
                    break;
                default:
                    store.Cache.Set(name, value.AsSpan(0, random.Next(value.Length)), 0, expiry, guard);
                    break;
            }
        }
    }
}
