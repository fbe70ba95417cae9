namespace Pelikan.Storage.Reclamation;

/// <summary>
/// Proof that the calling thread is inside an epoch: memory read under it stays as it is until <see cref="Dispose"/>.
/// One guard covers one turn of an event loop, carries the turn's time and counts what it costs. Use with <c>using</c> only.
/// </summary>
public readonly ref struct EpochGuard
{
    /// <summary>More than any turn is given.</summary>
    private const long WholeTurn = 1L << 40;

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

    /// <summary>
    /// What this turn has cost so far that its input and output do not show, in bytes that could have been copied meanwhile. Whoever
    /// gives turns bounds them by it.
    /// </summary>
    public long Spent => Participant is null ? 0 : Participant.Spent;

    /// <summary>Count what was done, such as an item copied.</summary>
    public void Spend(long bytes)
    {
        if (Participant is not null)
        {
            Participant.Spent += bytes;
        }
    }

    /// <summary>Count something so dear that nothing else should be done in this turn.</summary>
    public void SpendTurn() => Spend(WholeTurn);

    public void Dispose() => Participant?.Leave();
}
