using System;
using System.Threading;

namespace Pelikan.Storage.Reclamation;

/// <summary>
/// Quiescent-state reclamation for one node. A thread announces the epoch it enters; memory retired in epoch E may be
/// used again once every announced epoch is greater than E. A read costs no shared write: only a turn does.
/// </summary>
/// <remarks>
/// After K. Fraser, "Practical lock freedom" (2004), reduced to what a cache needs: no callbacks, no per-thread
/// garbage lists. The owner of retired memory keeps the epoch beside it and asks <see cref="SafeEpoch"/>.
/// </remarks>
public sealed class Epoch
{
    /// <summary>Places where the creator does not say how many it needs.</summary>
    public const int DefaultParticipantsMax = 256;

    private readonly Lock _registration = new();
    private readonly EpochParticipant?[] _participants;
    private int _count;
    private long _current = 1;

    /// <param name="participantsMax">Threads that will be registered, at most: workers, and those that look after partitions.</param>
    public Epoch(int participantsMax = DefaultParticipantsMax) => _participants = new EpochParticipant?[participantsMax];

    /// <summary>Threads that can be registered.</summary>
    public int ParticipantsMax => _participants.Length;

    /// <summary>The epoch a thread would enter now.</summary>
    public long Current => Volatile.Read(ref _current);

    /// <summary>Take a place in the table. A place is never given back to another thread's counters: threads that come and go share one by turns.</summary>
    /// <exception cref="InvalidOperationException">All <see cref="ParticipantsMax"/> places are taken.</exception>
    public EpochParticipant Register()
    {
        lock (_registration)
        {
            if (_count == ParticipantsMax)
            {
                throw new InvalidOperationException($"all {ParticipantsMax} epoch participants are registered");
            }

            EpochParticipant participant = new(this, _count);
            Volatile.Write(ref _participants[_count], participant);
            Volatile.Write(ref _count, _count + 1);
            return participant;
        }
    }

    /// <summary>Number of registered participants.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// Close the present epoch and return it: whatever was unlinked before this call is out of every thread's reach
    /// once <see cref="SafeEpoch"/> is at least the returned number.
    /// </summary>
    public long Advance() => Interlocked.Increment(ref _current) - 1;

    /// <summary>The newest epoch that no thread is in any more.</summary>
    public long SafeEpoch()
    {
        // Pairs with the exchange in EpochParticipant.Enter: what the caller unlinked is visible before the scan.
        Interlocked.MemoryBarrier();
        long oldest = Current;
        int count = Count;
        for (int i = 0; i < count; i++)
        {
            oldest = Older(oldest, Volatile.Read(ref _participants[i])!.Announced);
        }

        return oldest - 1;
    }

    /// <summary>
    /// The newest epoch in which no turn began that is still going on. A writer that waits renews its epoch within a turn, so
    /// <see cref="SafeEpoch"/> says nothing of the partition it is in; this does.
    /// </summary>
    public long SafeTurn()
    {
        // As in SafeEpoch.
        Interlocked.MemoryBarrier();
        long oldest = Current;
        int count = Count;
        for (int i = 0; i < count; i++)
        {
            oldest = Older(oldest, Volatile.Read(ref _participants[i])!.TurnBegan);
        }

        return oldest - 1;
    }

    private static long Older(long oldest, long announced) => announced != 0 && announced < oldest ? announced : oldest;
}
