using System;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Benchmarks.Storage;

/// <summary>One thread on a million entries of 64 bytes in a heap of 1 GiB, beside the plain table with the same keys.</summary>
internal static class StorageBenchmarks
{
    private const int Items = 1_000_000;
    private const int ValueBytes = 64;
    private const int Operations = 1_000_000;
    private const int Batch = 16;

    public static void Run(BenchmarkRun run)
    {
        byte[] value = new byte[ValueBytes];
        using BenchmarkStore store = new(Items, 1L << 30, writers: 1);
        KeyStream order = new(store, Operations, seed: 1);
        EpochParticipant thread = store.Epoch.Register();
        EpochParticipant owner = store.Epoch.Register();
        LoadChain chain = new(Items);
        run.Measure("one cache miss", Operations, () => chain.Follow(Operations));
        (double plainGet, double plainSet) = RunPlain(run, store, order, value);
        store.Fill(value);
        run.Measure("get hit", Operations, () => Gets(store, thread, order), plainGet);
        run.Measure("get 16 prefetched", Operations, () => Batches(store, thread, order), plainGet);
        run.Measure("set", Operations, () => Sets(store, thread, owner, order, value), plainSet);
        run.Measure("set 16 prefetched", Operations, () => SetBatches(store, thread, owner, order, value), plainSet);
        run.Measure("get and set", Operations, () => Mixed(store, thread, owner, order, value), (plainGet + plainSet) / 2);
        run.Measure("get miss", Operations, () => Misses(store, thread, order), plainGet);
        run.Measure("increment", Operations, () => Increments(store, thread, owner), plainSet);
    }

    /// <summary>Set every key of an order, one guard for 32 of them, and let the owner look once in a while as its actor would.</summary>
    public static long Sets(BenchmarkStore store, EpochParticipant thread, EpochParticipant? owner, KeyStream order, byte[] value)
    {
        for (int i = 0; i < order.Count; i += 32)
        {
            using (EpochGuard guard = thread.Enter(BenchmarkStore.Now))
            {
                for (int j = i; j < Math.Min(i + 32, order.Count); j++)
                {
                    Require(store.Cache.Set(order[j], value, 0, Instant.Never, guard) == StoreStatus.Ok);
                }
            }

            if (owner is not null && i % 8192 == 0)
            {
                store.Cache.Maintain(owner, BenchmarkStore.Now);
            }
        }

        return 0;
    }

    public static long Gets(BenchmarkStore store, EpochParticipant thread, KeyStream order)
    {
        long bytes = 0;
        for (int i = 0; i < order.Count; i += 32)
        {
            using EpochGuard guard = thread.Enter(BenchmarkStore.Now);
            for (int j = i; j < Math.Min(i + 32, order.Count); j++)
            {
                store.Cache.Get(order[j], guard, out ItemView item);
                bytes += item.Value[0] + item.Value.Length;
            }
        }

        Require(bytes == (long)order.Count * ValueBytes);
        return 0;
    }

    private static (double Get, double Set) RunPlain(BenchmarkRun run, BenchmarkStore store, KeyStream order, byte[] value)
    {
        using PlainTable table = new(Items, ValueBytes);
        Span<byte> name = stackalloc byte[BenchmarkStore.KeyBytes];
        for (int i = 0; i < Items; i++)
        {
            BenchmarkStore.WriteKey(i, name);
            table.Set(name, value);
        }

        double get = run.Measure("plain table, get", Operations, () =>
        {
            long bytes = 0;
            for (int i = 0; i < order.Count; i++)
            {
                ReadOnlySpan<byte> key = order[i];
                table.TryGet(key, out ReadOnlySpan<byte> found);
                bytes += found[0] + found.Length;
            }

            Require(bytes == (long)order.Count * ValueBytes);
            return 0;
        });
        double set = run.Measure("plain table, set", Operations, () =>
        {
            for (int i = 0; i < order.Count; i++)
            {
                ReadOnlySpan<byte> key = order[i];
                table.Set(key, value);
            }

            return 0;
        });
        return (get, set);
    }

    /// <summary>Get every key of an order, 16 at a time behind one prefetch.</summary>
    public static long Batches(BenchmarkStore store, EpochParticipant thread, KeyStream order)
    {
        Span<Range> keys = stackalloc Range[Batch];
        long bytes = 0;
        for (int i = 0; i + Batch <= order.Count; i += Batch)
        {
            using EpochGuard guard = thread.Enter(BenchmarkStore.Now);
            Prefetch(store, order, i, keys);
            for (int j = 0; j < Batch; j++)
            {
                store.Cache.Get(order[i + j], guard, out ItemView item);
                bytes += item.Value[0] + item.Value.Length;
            }
        }

        Require(bytes == (long)order.Count * ValueBytes);
        return 0;
    }

    private static long SetBatches(BenchmarkStore store, EpochParticipant thread, EpochParticipant owner, KeyStream order, byte[] value)
    {
        Span<Range> keys = stackalloc Range[Batch];
        for (int i = 0; i + Batch <= order.Count; i += Batch)
        {
            using (EpochGuard guard = thread.Enter(BenchmarkStore.Now))
            {
                Prefetch(store, order, i, keys);
                for (int j = i; j < i + Batch; j++)
                {
                    Require(store.Cache.Set(order[j], value, 0, Instant.Never, guard) == StoreStatus.Ok);
                }
            }

            if (i % 8192 == 0)
            {
                store.Cache.Maintain(owner, BenchmarkStore.Now);
            }
        }

        return 0;
    }

    private static void Prefetch(BenchmarkStore store, KeyStream order, int first, Span<Range> keys)
    {
        for (int j = 0; j < Batch; j++)
        {
            int start = (first + j) * BenchmarkStore.KeyBytes;
            keys[j] = start..(start + BenchmarkStore.KeyBytes);
        }

        store.Cache.Prefetch(order.Bytes, keys);
    }

    private static long Mixed(BenchmarkStore store, EpochParticipant thread, EpochParticipant owner, KeyStream order, byte[] value)
    {
        for (int i = 0; i < order.Count; i += 32)
        {
            using (EpochGuard guard = thread.Enter(BenchmarkStore.Now))
            {
                for (int j = i; j < Math.Min(i + 32, order.Count); j++)
                {
                    ReadOnlySpan<byte> key = order[j];
                    if ((j & 1) == 0)
                    {
                        store.Cache.Get(key, guard, out _);
                    }
                    else
                    {
                        Require(store.Cache.Set(key, value, 0, Instant.Never, guard) == StoreStatus.Ok);
                    }
                }
            }

            if (i % 8192 == 0)
            {
                store.Cache.Maintain(owner, BenchmarkStore.Now);
            }
        }

        return 0;
    }

    private static long Misses(BenchmarkStore store, EpochParticipant thread, KeyStream order)
    {
        Span<byte> key = stackalloc byte[BenchmarkStore.KeyBytes];
        using EpochGuard guard = thread.Enter(BenchmarkStore.Now);
        for (int i = 0; i < order.Count; i++)
        {
            order[i].CopyTo(key);
            key[0] = (byte)'m';
            Require(store.Cache.Get(key, guard, out _) == StoreStatus.NotFound);
        }

        return 0;
    }

    private static long Increments(BenchmarkStore store, EpochParticipant thread, EpochParticipant owner)
    {
        using (EpochGuard guard = thread.Enter(BenchmarkStore.Now))
        {
            store.Cache.Set("counter"u8, "0"u8, 0, Instant.Never, guard);
        }

        for (int i = 0; i < Operations; i++)
        {
            using EpochGuard guard = thread.Enter(BenchmarkStore.Now);
            Require(store.Cache.Increment("counter"u8, 1, guard, out _) == StoreStatus.Ok);
        }

        store.Cache.Maintain(owner, BenchmarkStore.Now);
        return 0;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("the store did not do what is being measured");
        }
    }
}
