namespace Pelikan.Node.Net;

/// <summary>The bounds one worker keeps. Sizes in bytes, times in milliseconds.</summary>
public sealed record WorkerOptions
{
    /// <summary>Events taken from the kernel in one turn of the loop.</summary>
    public int EventsMax { get; init; } = 1024;

    /// <summary>Requests of one session served before the others have their turn.</summary>
    public int RequestsPerTurnMax { get; init; } = 128;

    /// <summary>
    /// What one session may have sent and copied before the others have their turn: about as long as the requests above take when they
    /// are small. The request that passes it is the last of its turn.
    /// </summary>
    public int TurnBytesMax { get; init; } = 256 * 1024;

    /// <summary>The longest wait while there are deadlines to look after; without any the loop waits for events alone.</summary>
    public int PollTimeoutMilliseconds { get; init; } = 100;

    /// <summary>The worker's receive buffer, shared by its sessions: what one turn of a session reads at most.</summary>
    public int ReceiveBytes { get; init; } = 64 * 1024;

    /// <summary>One session's unsent output from which on it is not read until its client has taken all of it.</summary>
    public int OutputHighWatermarkBytes { get; init; } = 1024 * 1024;

    /// <summary>The longest unfinished request kept: a line, a value and the line end, each at its own bound.</summary>
    public int RequestBytesMax { get; init; } = (2 * 1024 * 1024) + 4096;

    /// <summary>A session that moves no byte for longer is closed; 0 keeps it.</summary>
    public long IdleTimeoutMilliseconds { get; init; }

    /// <summary>How long a session that was hung up on may take to read its last reply.</summary>
    public long LingerMilliseconds { get; init; } = 2000;

    /// <summary>How much more such a session may send meanwhile.</summary>
    public int LingerBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a stop waits for clients to take the replies to what they had sent.</summary>
    public long DrainMilliseconds { get; init; } = 5000;

    /// <summary>New connections waiting for the worker's next turn.</summary>
    public int HandOverMax { get; init; } = 4096;

    /// <summary>New connections taken up in one turn.</summary>
    public int AdoptBatchMax { get; init; } = 64;
}
