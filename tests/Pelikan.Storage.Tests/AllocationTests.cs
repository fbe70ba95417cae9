using System;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;
using Xunit;

namespace Pelikan.Storage.Tests;

/// <summary>No operation of the data path allocates, evictions and upkeep included.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(EvictionKind.Merge)]
    [InlineData(EvictionKind.S3Fifo)]
    [InlineData(EvictionKind.Fifo)]
    [InlineData(EvictionKind.Cte)]
    [InlineData(EvictionKind.Util)]
    [InlineData(EvictionKind.Random)]
    [InlineData(EvictionKind.RandomFifo)]
    public void Operations_AllocateNothing(EvictionKind eviction)
    {
        const int SegmentBytes = 16 * 1024;
        using SegmentPool pool = new(16 * SegmentBytes, SegmentBytes);
        Epoch epoch = new();
        using SegCache cache = new(new SegCacheOptions { HeapBytes = 16 * SegmentBytes, Eviction = eviction }, pool, epoch, 1);
        EpochParticipant thread = epoch.Register();
        RunAll(cache, thread, 2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int found = RunAll(cache, thread, 5_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(found > 1000, "hardly a read found its item");
    }

    private static void RunUpdates(SegCache cache, ReadOnlySpan<byte> key, int i, Instant now, in EpochGuard guard)
    {
        Written update = new(UpdateAction.Store, new NewItem(50, 0, now.PlusSeconds(100)) { Marks = ItemMarks.Stale, TellsCas = i % 2 == 0 });
        cache.Update(key, ref update, guard, out _);
        update = new Written(UpdateAction.Touch, new NewItem(0, 0, now.PlusSeconds(200)) { TellsCas = true });
        cache.Update(key, ref update, guard, out _);
        update = new Written(UpdateAction.Leave, new NewItem { TellsCas = true });
        cache.Update(key, ref update, guard, out _);
        cache.Read(key, ReadIntent.Use | ReadIntent.Cas, guard, out _, out _);
        Counting counting = default;
        cache.Scan(i % 50, 3, ref counting, guard);
        cache.Replace(key, "10"u8, 0, Instant.Never, guard);
    }

    private static int RunAll(SegCache cache, EpochParticipant thread, int rounds)
    {
        Span<byte> key = stackalloc byte[8];
        Span<byte> value = stackalloc byte[300];
        int found = 0;
        for (int i = 0; i < rounds; i++)
        {
            Instant now = new(1_000 + i);
            BitConverter.TryWriteBytes(key, (long)(i % 700));
            using (EpochGuard guard = thread.Enter(now))
            {
                cache.Prefetch(key, [Range.All]);
                cache.Get(key, guard, out _);
                cache.Set(key, value, (uint)i, i % 2 == 0 ? Instant.Never : now.PlusSeconds(i % 100), guard);
                found += cache.GetWithCas(key, guard, out ItemView item) == StoreStatus.Ok ? 1 : 0;
                cache.CompareAndSet(key, value, 0, Instant.Never, item.Cas, guard);
                cache.GetAndTouch(key, now.PlusSeconds(5), guard, out _);
                cache.Touch(key, now.PlusSeconds(50), guard);
                cache.Append(key, "x"u8, guard);
                cache.Prepend(key, "x"u8, guard);
                cache.Replace(key, "10"u8, 0, Instant.Never, guard);
                cache.Increment(key, 5, guard, out _);
                RunUpdates(cache, key, i, now, guard);
                cache.Decrement(key, 5, guard, out _);
                if (i % 3 == 0)
                {
                    cache.Delete(key, guard);
                    cache.Add(key, value, 0, Instant.Never, guard);
                }

                if (i % 1000 == 999)
                {
                    cache.FlushAll(now, guard);
                }
            }

            if (i % 10 == 0)
            {
                cache.Maintain(thread, now);
            }
        }

        return found;
    }

    private readonly struct Written(UpdateAction action, NewItem fresh) : IItemUpdate
    {
        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            item = fresh;
            return action;
        }

        public void Write(scoped in ItemView present, scoped Span<byte> value) => value.Clear();
    }

    private struct Counting : IItemVisitor
    {
        private int _count;

        public void Visit(scoped in ItemView item) => _count++;
    }
}
