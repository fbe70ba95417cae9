using System;

namespace Pelikan.Node.Protocol;

/// <summary>
/// What a protocol may ask of the server around it, for the commands that speak about the server rather than about
/// data. Called on a worker's thread: answers from memory, waits for nobody; it may allocate.
/// </summary>
public interface IServerControl
{
    /// <summary>Version text, such as <c>0.1.0</c>.</summary>
    string Version { get; }

    /// <summary>Seconds since 1970 that belong to <c>Instant</c> 0, for absolute expiry times; moves with the wall clock.</summary>
    long UnixMillisecondsAtInstantZero { get; }

    /// <summary>Whether a client may flush; the admin port always may.</summary>
    bool FlushAllowed { get; }

    /// <summary>
    /// Give each name and value of a statistics group (empty = general) to <paramref name="visit"/>, in order.
    /// False where there is no such group.
    /// </summary>
    bool VisitStats(ReadOnlySpan<byte> group, Action<string, string> visit);

    /// <summary>Take the present counters as the new zero of <c>stats</c>; Prometheus counters go on.</summary>
    void ResetStats();

    /// <summary>Set how much the log says, 0 to 2, as memcached's verbosity.</summary>
    void SetVerbosity(int level);
}
