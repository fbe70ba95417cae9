using System;
using System.Threading;
using Pelikan.Storage.Reclamation;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Storage.Tests.Threads;

public sealed class EpochTests
{
    private static readonly Instant Now = new(1);

    [Fact]
    public void SafeEpoch_WithNobodyInside_IsTheLastClosedOne()
    {
        Epoch epoch = new();
        epoch.Register();
        long closed = epoch.Advance();
        Assert.Equal(closed, epoch.SafeEpoch());
    }

    [Fact]
    public void SafeEpoch_WaitsForWhoeverIsInside_AndForNobodyElse()
    {
        Epoch epoch = new();
        EpochParticipant inside = epoch.Register();
        EpochParticipant outside = epoch.Register();
        using (inside.Enter(Now))
        {
            long closed = epoch.Advance();
            Assert.True(epoch.SafeEpoch() < closed);
            using (outside.Enter(Now))
            {
                Assert.True(epoch.SafeEpoch() < closed);
            }

            Assert.True(epoch.SafeEpoch() < closed);
        }

        Assert.True(epoch.SafeEpoch() >= 1);
    }

    [Fact]
    public void NestedGuards_HoldTheEpochUntilTheLastIsLeft()
    {
        Epoch epoch = new();
        EpochParticipant thread = epoch.Register();
        EpochGuard outer = thread.Enter(Now);
        long closed = epoch.Advance();
        thread.Enter(Now).Dispose();
        Assert.True(epoch.SafeEpoch() < closed);
        outer.Dispose();
        Assert.True(epoch.SafeEpoch() >= closed);
    }

    [Fact]
    public void Renew_LetsGoOfWhatWasClosedBefore()
    {
        Epoch epoch = new();
        EpochParticipant thread = epoch.Register();
        using EpochGuard guard = thread.Enter(Now);
        long closed = epoch.Advance();
        thread.Renew();
        Assert.True(epoch.SafeEpoch() >= closed);
        long next = epoch.Advance();
        Assert.True(epoch.SafeEpoch() < next);
    }

    [Fact]
    public void DefaultGuard_MayBeDisposed() => default(EpochGuard).Dispose();

    [Fact]
    public void Register_BeyondTheTable_IsRefused()
    {
        Epoch epoch = new();
        for (int i = 0; i < epoch.ParticipantsMax; i++)
        {
            Assert.Equal(i, epoch.Register().Index);
        }

        Assert.Throws<InvalidOperationException>(() => epoch.Register());
    }

    /// <summary>Readers follow a shared index to a cell; a writer swaps the index and clears the old cell once it is safe.</summary>
    [Fact]
    public void NothingIsReclaimed_WhileAReaderMayReachIt()
    {
        const int Readers = 3;
        Epoch epoch = new();
        EpochParticipant[] participants = new EpochParticipant[Readers];
        for (int i = 0; i < Readers; i++)
        {
            participants[i] = epoch.Register();
        }

        int[] cells = new int[4096];
        int current = 0;
        cells[0] = 1;
        int running = Readers;
        Threaded.Run(Readers + 1, thread =>
        {
            if (thread < Readers)
            {
                for (int i = 0; i < 100_000; i++)
                {
                    using EpochGuard guard = participants[thread].Enter(Now);
                    int cell = Volatile.Read(ref current);
                    Assert.Equal(1, Volatile.Read(ref cells[cell]));
                    Thread.SpinWait(i % 7);
                    Assert.Equal(1, Volatile.Read(ref cells[cell]));
                }

                Interlocked.Decrement(ref running);
                return;
            }

            for (int next = 1; Volatile.Read(ref running) > 0; next = (next + 1) % cells.Length)
            {
                int old = current;
                Volatile.Write(ref cells[next], 1);
                Interlocked.Exchange(ref current, next);
                long closed = epoch.Advance();
                while (epoch.SafeEpoch() < closed)
                {
                    Thread.Yield();
                }

                Volatile.Write(ref cells[old], 0);
            }
        });
    }
}
