using System;
using System.Buffers.Binary;
using System.Threading;
using Pelikan.Storage.Checks;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>The hash table grows while it is used: nothing is refused, nothing is lost, nothing is seen twice.</summary>
public sealed class GrowthTests : IDisposable
{
    private const int SegmentBytes = 64 * 1024;
    private const int ItemsPerHead = HashTable.TableGrowth.ItemsPerHead;

    private readonly SegmentPool _pool = new(256 * SegmentBytes, SegmentBytes);
    private readonly Epoch _epoch = new();
    private readonly Instant _now = new(1_000);
    private readonly SegCache _cache;

    public GrowthTests() => _cache = New(hashPower: 4);

    public void Dispose()
    {
        _cache.Dispose();
        _pool.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(1_000)]
    [InlineData(50_000)]
    public void EveryItem_IsFound_BeforeWhileAndAfterTheTableGrows(int items)
    {
        EpochParticipant thread = _epoch.Register();
        Store(thread, 0, items);
        Assert.Equal(1, _cache.HashHeads);
        RequireAll(thread, items);
        while (_cache.HashHeads < items / ItemsPerHead)
        {
            long before = _cache.HashHeads;
            _cache.Maintain(thread, _now);
            Assert.InRange(_cache.HashHeads, before + 1, long.MaxValue);
            RequireAll(thread, items);
        }

        _cache.Maintain(thread, _now);
        Assert.Equal(Math.Max(1, items / ItemsPerHead), _cache.HashHeads);
        RequireSound(items);
    }

    [Fact]
    public void GrowthInSmallSteps_KeepsTheTableInProportion_AndGivesChainsBack()
    {
        const int Step = 700;
        EpochParticipant thread = _epoch.Register();
        for (int stored = 0; stored < 40_000; stored += Step)
        {
            Store(thread, stored, Step);
            _cache.Maintain(thread, _now);
            _cache.Maintain(thread, _now);
            Assert.Equal((stored + Step) / ItemsPerHead, _cache.HashHeads);
            RequireSound(stored + Step);
        }

        RequireAll(thread, 40_000);
        Assert.InRange((double)_cache.HashBytes / 40_000, 8, 16);
    }

    [Fact]
    public void AChainOfThousands_IsSplitAsOne()
    {
        EpochParticipant thread = _epoch.Register();
        Store(thread, 0, 5_000);
        Assert.Equal(1, _cache.HashHeads);
        Assert.InRange(_cache.HashBytes, 5_000 * 8, 5_000 * 12);
        _cache.Maintain(thread, _now);
        RequireSound(5_000);
        RequireAll(thread, 5_000);
    }

    [Fact]
    public void WhatIsReplacedTouchedAndDeletedMeanwhile_StaysSo()
    {
        const int Keys = 20_000;
        Seeds.Each(1, 3, random =>
        {
            using SegCache cache = New(hashPower: 3);
            EpochParticipant owner = _epoch.Register();
            EpochParticipant[] threads = [_epoch.Register(), _epoch.Register()];
            int running = threads.Length;
            Threaded.Run(3, thread =>
            {
                if (thread == threads.Length)
                {
                    while (Volatile.Read(ref running) > 0)
                    {
                        cache.Maintain(owner, _now);
                    }

                    return;
                }

                // Each thread has keys of its own, so it knows what each must be; both share every chain.
                Owned(cache, threads[thread], thread, Keys, new Random(thread + 5));
                Interlocked.Decrement(ref running);
            });
            cache.Maintain(owner, _now);
            StoreCheckResult check = cache.Check();
            Assert.True(check.IsSound, string.Join('\n', check.Problems));
            Assert.InRange(cache.HashHeads, 100, long.MaxValue);
        });
    }

    private void Owned(SegCache cache, EpochParticipant place, int thread, int keys, Random random)
    {
        int[] values = new int[keys];
        Span<byte> key = stackalloc byte[8];
        Span<byte> value = stackalloc byte[4];
        for (int step = 0; step < 150_000; step++)
        {
            int index = random.Next(Math.Min(keys, (step / 4) + 1));
            BinaryPrimitives.WriteInt64LittleEndian(key, ((long)index * 2) + thread);
            using EpochGuard guard = place.Enter(_now);
            int expected = values[index];
            StoreStatus status = cache.Get(key, guard, out ItemView item);
            Assert.Equal(expected == 0 ? StoreStatus.NotFound : StoreStatus.Ok, status);
            Assert.True(expected == 0 || BinaryPrimitives.ReadInt32LittleEndian(item.Value) == expected);
            if (random.Next(4) == 0)
            {
                Assert.Equal(status, cache.Delete(key, guard));
                values[index] = 0;
            }
            else if (random.Next(2) == 0)
            {
                Assert.Equal(status, cache.Touch(key, _now.PlusSeconds(1 + random.Next(100)), guard));
            }
            else
            {
                values[index] = step + 1;
                BinaryPrimitives.WriteInt32LittleEndian(value, step + 1);
                Assert.Equal(StoreStatus.Ok, cache.Set(key, value, 0, Instant.Never, guard));
            }
        }
    }

    private SegCache New(int hashPower) =>
        new(new SegCacheOptions { HeapBytes = 256 * SegmentBytes, HashPower = hashPower, WritersMax = 2, Eviction = EvictionKind.None }, _pool, _epoch, 0x5EED);

    private void Store(EpochParticipant thread, int first, int count)
    {
        Span<byte> key = stackalloc byte[8];
        for (int i = first; i < first + count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(key, i);
            using EpochGuard guard = thread.Enter(_now);
            Assert.Equal(StoreStatus.Ok, _cache.Set(key, key, 0, Instant.Never, guard));
        }
    }

    private void RequireAll(EpochParticipant thread, int items)
    {
        Span<byte> key = stackalloc byte[8];
        for (int i = 0; i < items; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(key, i);
            using EpochGuard guard = thread.Enter(_now);
            Assert.Equal(StoreStatus.Ok, _cache.Get(key, guard, out ItemView item));
            Assert.True(item.Value.SequenceEqual(key));
        }
    }

    private void RequireSound(int items)
    {
        StoreCheckResult check = _cache.Check();
        Assert.True(check.IsSound, string.Join('\n', check.Problems));
        Assert.Equal(items, check.Items);
    }
}
