using System;
using System.Threading;
using Pelikan.Storage.Eviction;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

/// <summary>Changes that depend on what an item is: each action, and many threads at once.</summary>
public sealed class UpdateTests : IDisposable
{
    private static readonly byte[] Key = "stack"u8.ToArray();

    private readonly SharedStore _store = new(EvictionKind.None, segments: 64, segmentBytes: 16 * 1024, writers: 4);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void WhatIsDecided_IsDone()
    {
        EpochParticipant place = _store.Register();
        Instant expiry = _store.Now.PlusSeconds(10);
        using (EpochGuard guard = place.Enter(_store.Now))
        {
            Fixed update = new(UpdateAction.Leave, default);
            Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref update, guard));
            update = new Fixed(UpdateAction.Remove, default);
            Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref update, guard));
            Assert.Equal(StoreStatus.NotFound, _store.Cache.Get(Key, guard, out _));

            update = new Fixed(UpdateAction.Store, new NewItem(3, 42, expiry));
            Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref update, guard));
            Assert.False(update.SawItem);
            Assert.Equal(StoreStatus.Ok, _store.Cache.Get(Key, guard, out ItemView stored));
            Assert.Equal("xxx"u8, stored.Value);
            Assert.Equal((42u, expiry), (stored.Flags, stored.Expiry));

            update = new Fixed(UpdateAction.Leave, default);
            Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref update, guard));
            Assert.True(update.SawItem);
            Assert.Equal(StoreStatus.Ok, _store.Cache.Get(Key, guard, out _));
        }
    }

    [Theory]
    [InlineData(UpdateAction.Remove, 0)]
    [InlineData(UpdateAction.Store, 0)]
    [InlineData(UpdateAction.Store, 1)]
    public void WhatIsRemoved_OrStoredToExpireAtOnce_IsGone(UpdateAction action, long millisecondsAgo)
    {
        EpochParticipant place = _store.Register();
        using EpochGuard guard = place.Enter(_store.Now);
        Assert.Equal(StoreStatus.Ok, _store.Cache.Set(Key, "1"u8, 0, Instant.Never, guard));
        Fixed update = new(action, new NewItem(3, 0, _store.Now.PlusMilliseconds(-millisecondsAgo)));
        Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref update, guard));
        Assert.True(update.SawItem);
        Assert.Equal(StoreStatus.NotFound, _store.Cache.Get(Key, guard, out _));
    }

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(1 << 24)]
    [InlineData(-1)]
    public void WhatDoesNotFit_LeavesTheItemAsItWas(int length)
    {
        EpochParticipant place = _store.Register();
        using EpochGuard guard = place.Enter(_store.Now);
        Assert.Equal(StoreStatus.Ok, _store.Cache.Set(Key, "1"u8, 0, Instant.Never, guard));
        Fixed update = new(UpdateAction.Store, new NewItem(length, 0, Instant.Never));
        Assert.Equal(StoreStatus.TooLarge, _store.Cache.Update(Key, ref update, guard));
        Assert.Equal(StoreStatus.Ok, _store.Cache.Get(Key, guard, out ItemView stored));
        Assert.Equal("1"u8, stored.Value);
    }

    /// <summary>A stack that threads push to and pop from: nothing is popped twice, nothing is lost, and an empty one is no item.</summary>
    [Fact]
    public void ManyThreads_EachSeeWhatTheOneBeforeLeft()
    {
        const int Threads = 4;
        const int Pushes = 3000;
        int[] popped = new int[Threads * Pushes];
        _store.Run(Threads, (thread, place) =>
        {
            Random random = new(thread);
            int pushed = 0;
            while (pushed < Pushes)
            {
                using EpochGuard guard = place.Enter(_store.Now);
                if (random.Next(2) == 0)
                {
                    Push push = new(BitConverter.GetBytes((thread * Pushes) + pushed));
                    Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref push, guard));
                    pushed++;
                }
                else
                {
                    TryPop(guard, popped);
                }
            }
        });
        EpochParticipant last = _store.Register();
        bool any;
        do
        {
            using EpochGuard guard = last.Enter(_store.Now);
            any = TryPop(guard, popped);
        }
        while (any);

        Assert.All(popped, times => Assert.Equal(1, times));
        using EpochGuard end = last.Enter(_store.Now);
        Assert.Equal(StoreStatus.NotFound, _store.Cache.Get(Key, end, out _));
    }

    private bool TryPop(in EpochGuard guard, int[] popped)
    {
        Pop pop = default;
        Assert.Equal(StoreStatus.Ok, _store.Cache.Update(Key, ref pop, guard));
        if (pop.Number is { } number)
        {
            Interlocked.Increment(ref popped[number]);
        }

        return pop.Number is not null;
    }

    private struct Fixed(UpdateAction action, NewItem item) : IItemUpdate
    {
        public bool SawItem { get; private set; }

        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem fresh)
        {
            SawItem = exists;
            fresh = item;
            return action;
        }

        public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => value.Fill((byte)'x');
    }

    private readonly struct Push(byte[] number) : IItemUpdate
    {
        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            item = new NewItem(present.Value.Length + sizeof(int), 0, Instant.Never);
            return UpdateAction.Store;
        }

        public void Write(scoped in ItemView present, scoped Span<byte> value)
        {
            present.Value.CopyTo(value);
            number.CopyTo(value[present.Value.Length..]);
        }
    }

    private struct Pop : IItemUpdate
    {
        public int? Number { get; private set; }

        public UpdateAction Decide(scoped in ItemView present, bool exists, out NewItem item)
        {
            int left = present.Value.Length - sizeof(int);
            Number = exists ? BitConverter.ToInt32(present.Value[left..]) : null;
            item = new NewItem(left, 0, Instant.Never);
            return !exists ? UpdateAction.Leave : left == 0 ? UpdateAction.Remove : UpdateAction.Store;
        }

        public readonly void Write(scoped in ItemView present, scoped Span<byte> value) => present.Value[..value.Length].CopyTo(value);
    }
}
