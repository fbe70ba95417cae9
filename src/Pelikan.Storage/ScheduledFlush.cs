using System.Threading;

namespace Pelikan.Storage;

/// <summary>
/// A flush that is to happen at a given time, by whichever threads then come first. They agree on one segment sequence, up to
/// which everything is dead, so that a thread that comes late flushes nothing that was stored since.
/// </summary>
internal sealed class ScheduledFlush
{
    /// <summary>The sequence of a flush that another one replaced before its time.</summary>
    public const long Cancelled = -1;

    private const long Undecided = 0;

    private long _sequence = Undecided;

    public ScheduledFlush(Instant at) => At = at;

    public Instant At { get; }

    /// <summary>Propose a sequence; returns the one that counts, or <see cref="Cancelled"/>.</summary>
    public long Decide(long proposed)
    {
        long decided = Interlocked.CompareExchange(ref _sequence, proposed, Undecided);
        return decided == Undecided ? proposed : decided;
    }

    /// <summary>Call it off, unless it has begun.</summary>
    public void Cancel() => Interlocked.CompareExchange(ref _sequence, Cancelled, Undecided);
}
