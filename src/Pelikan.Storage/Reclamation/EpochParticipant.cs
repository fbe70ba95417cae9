using System.Threading;

namespace Pelikan.Storage.Reclamation;

/// <summary>
/// One thread's announcement of the epoch it works in; 0 while it works in none. Made by <see cref="Epoch.Register"/>,
/// used by one thread at a time.
/// </summary>
public sealed class EpochParticipant
{
    private readonly Epoch _epoch;
    private readonly PaddedWords _words = new();
    private int _depth;

    internal EpochParticipant(Epoch epoch, int index)
    {
        _epoch = epoch;
        Index = index;
    }

    /// <summary>See <see cref="EpochGuard.Spent"/>; only the thread that is in the turn reads and writes it.</summary>
    internal long Spent { get; set; }

    /// <summary>Dense from 0; below <see cref="Epoch.ParticipantsMax"/>.</summary>
    public int Index { get; }

    internal long Announced => Volatile.Read(ref _words.Announced);

    /// <summary>The epoch in which the present turn began, which <see cref="Renew"/> leaves; 0 outside a turn.</summary>
    internal long TurnBegan => Volatile.Read(ref _words.TurnBegan);

    /// <summary>Enter an epoch for one turn. Costs one full fence; nested guards are free.</summary>
    public EpochGuard Enter(Instant now)
    {
        if (_depth++ == 0)
        {
            Spent = 0;

            // Pairs with the scans in Epoch: both announcements are visible before any shared word is read.
            long current = _epoch.Current;
            Volatile.Write(ref _words.TurnBegan, current);
            Interlocked.Exchange(ref _words.Announced, current);
        }

        return new EpochGuard(this, now);
    }

    /// <summary>
    /// Give up everything read so far and enter the newest epoch, without leaving. Only where no view is held:
    /// a writer that waits for memory calls it, so that it does not wait for itself. The partition it is in stays.
    /// </summary>
    internal void Renew() => Interlocked.Exchange(ref _words.Announced, _epoch.Current);

    internal void Leave()
    {
        if (--_depth == 0)
        {
            // Release: every read of the turn happens before the epoch is given up.
            Volatile.Write(ref _words.Announced, 0);
            Volatile.Write(ref _words.TurnBegan, 0);
        }
    }

    /// <summary>Alone on their cache lines: a neighbour's announcement must not invalidate ours.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 256)]
    private sealed class PaddedWords
    {
        [System.Runtime.InteropServices.FieldOffset(128)]
        public long Announced;

        [System.Runtime.InteropServices.FieldOffset(136)]
        public long TurnBegan;
    }
}
