using System;
using System.Threading;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Storage.Tests.Litmus;

/// <summary>
/// A reader announces its epoch, with a full fence, before it reads a shared word; a reclaimer changes the word before it looks for
/// announcements. Either the reclaimer sees the reader, or the reader sees the change. Without the fence a store may pass the load
/// behind it, on every processor there is, and both miss each other.
/// </summary>
[Collection(nameof(Alone))]
public sealed class EpochLitmus
{
    private const int Rounds = 400;
    private const int TurnsEach = 4_000;
    private const int Cells = 64;
    private const int CellWords = 16;
    private const int SlowStores = 4;

    private static readonly Instant Now = new(1);

    [Fact]
    public void WhatAnAnnouncedReaderReaches_IsNotReclaimed() => Race.Check(Run);

    private static int Run(bool broken)
    {
        Epoch epoch = new();
        EpochParticipant real = epoch.Register();
        Announcement plain = new();
        long[] cells = new long[Cells * CellWords];
        long[] contended = new long[SlowStores * CellWords];
        int current = 0;
        int reading = 0;
        bool reclaimed = false;
        cells[0] = 1;
        return new Race().Run(
            Rounds,
            _ => reading = 1,
            _ =>
            {
                for (int i = 0; i < TurnsEach; i++)
                {
                    // Stores to lines that the other thread holds: what is stored behind them becomes visible late.
                    for (int line = 0; line < SlowStores; line++)
                    {
                        Volatile.Write(ref contended[line * CellWords], i);
                    }

                    if (broken)
                    {
                        plain.Enter(epoch.Current);
                        reclaimed |= !IsWhole(cells, ref current);
                        plain.Leave();
                    }
                    else
                    {
                        using EpochGuard guard = real.Enter(Now);
                        reclaimed |= !IsWhole(cells, ref current);
                    }
                }

                Volatile.Write(ref reading, 0);
            },
            _ =>
            {
                while (Volatile.Read(ref reading) != 0)
                {
                    int old = current;
                    int next = (old + 1) % Cells;
                    Volatile.Write(ref cells[next * CellWords], 1);
                    for (int line = 0; line < SlowStores; line++)
                    {
                        Volatile.Write(ref contended[line * CellWords], -1);
                    }

                    Interlocked.Exchange(ref current, next);
                    long closed = epoch.Advance();
                    while ((broken ? plain.SafeEpoch(epoch) : epoch.SafeEpoch()) < closed && Volatile.Read(ref reading) != 0)
                    {
                    }

                    if (Volatile.Read(ref reading) != 0)
                    {
                        Volatile.Write(ref cells[old * CellWords], 0);
                    }
                }
            },
            _ => reclaimed);
    }

    /// <summary>Follow the shared word to its cell, and look at the cell for a while: it must stay what it is.</summary>
    private static bool IsWhole(long[] cells, ref int current)
    {
        int cell = Volatile.Read(ref current) * CellWords;
        bool whole = Volatile.Read(ref cells[cell]) == 1;
        Thread.SpinWait(4);
        return whole && Volatile.Read(ref cells[cell]) == 1;
    }

    /// <summary>The announcement that is wrong: as the real one, but for the fence.</summary>
    private sealed class Announcement
    {
        private readonly long[] _line = new long[3 * CellWords];

        public void Enter(long epoch) => Volatile.Write(ref _line[CellWords], epoch);

        public void Leave() => Volatile.Write(ref _line[CellWords], 0);

        public long SafeEpoch(Epoch epoch)
        {
            Interlocked.MemoryBarrier();
            long current = epoch.Current;
            long announced = Volatile.Read(ref _line[CellWords]);
            return (announced != 0 ? Math.Min(announced, current) : current) - 1;
        }
    }
}
