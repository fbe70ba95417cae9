namespace Pelikan.Storage.Reclamation;

/// <summary>
/// Proof that the calling thread is inside an epoch: memory read under it stays as it is until <see cref="Dispose"/>.
/// One guard covers one turn of an event loop and carries the turn's time. Use with <c>using</c> only.
/// </summary>
public readonly ref struct EpochGuard
{
    public EpochGuard(EpochParticipant participant, Instant now)
    {
        Participant = participant;
        Now = now;
        Second = (ushort)(now.Milliseconds / 1000);
    }

    /// <summary>The thread's own place in the epoch table, and the index of its counters and open segments.</summary>
    public EpochParticipant Participant { get; }

    /// <summary>The time of this turn; every decision about expiry inside the turn uses it.</summary>
    public Instant Now { get; }

    /// <summary>The second of <see cref="Now"/>, modulo 2^16: frequencies count once in each.</summary>
    internal ushort Second { get; }

    public void Dispose() => Participant?.Leave();
}
