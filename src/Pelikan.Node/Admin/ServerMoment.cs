namespace Pelikan.Node.Admin;

/// <summary>What <c>stats</c> says that is neither counted nor configured. Times of the processor in nanoseconds.</summary>
internal sealed record ServerMoment
{
    internal required int ProcessId { get; init; }

    internal required long UptimeSeconds { get; init; }

    internal required long UnixSeconds { get; init; }

    internal required long UserNanoseconds { get; init; }

    internal required long SystemNanoseconds { get; init; }

    internal required bool Accepting { get; init; }

    internal required int Verbosity { get; init; }
}
