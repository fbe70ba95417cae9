using System;
using System.Diagnostics;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Benchmarks.Pause;

/// <summary>Slices of reads and slices of idling, in turn, and the gaps between two looks at the clock in either.</summary>
internal sealed class PauseReader
{
    private const int SlicesPerSecond = 20;

    /// <summary>Reads in one epoch, as in a turn of a worker.</summary>
    private const int TurnReads = 32;

    private readonly PauseKeys _keys = new(0xC0FFEE);

    public GapHistogram Reads { get; } = new();

    public GapHistogram Idle { get; } = new();

    public long Hits { get; private set; }

    public void Clear()
    {
        Reads.Clear();
        Idle.Clear();
        Hits = 0;
    }

    /// <summary>Read for a slice.</summary>
    public void Read(SegCache cache, EpochParticipant place, PauseClock clock)
    {
        Span<byte> key = stackalloc byte[PauseKeys.Bytes];
        long last = Stopwatch.GetTimestamp();
        long end = last + (Stopwatch.Frequency / SlicesPerSecond);
        while (last < end)
        {
            using EpochGuard guard = place.Enter(clock.Now);
            for (int i = 0; i < TurnReads; i++)
            {
                _keys.Next(key);
                Hits += cache.Get(key, guard, out _) == StoreStatus.Ok ? 1 : 0;
                long now = Stopwatch.GetTimestamp();
                Reads.Add(now - last);
                last = now;
            }
        }
    }

    /// <summary>Do nothing for a slice.</summary>
    public void Spin()
    {
        long last = Stopwatch.GetTimestamp();
        long end = last + (Stopwatch.Frequency / SlicesPerSecond);
        while (last < end)
        {
            long now = Stopwatch.GetTimestamp();
            Idle.Add(now - last);
            last = now;
        }
    }
}
