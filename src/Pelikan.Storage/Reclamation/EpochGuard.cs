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
    }

    /// <summary>The thread's own place in the epoch table, and the index of its counters and open segments.</summary>
    public EpochParticipant Participant { get; }

    /// <summary>The time of this turn; every decision about expiry inside the turn uses it.</summary>
    public Instant Now { get; }

    public void Dispose() => Participant?.Leave();
}
