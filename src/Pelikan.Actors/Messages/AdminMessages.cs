namespace Pelikan.Actors.Messages;

/// <summary>Asks the admin actor for every metric; answered with a <see cref="Admin.MetricsReading"/>.</summary>
/// <param name="SinceReset">Counters from the last reset on, as <c>stats</c> shows them; else from the start of the process.</param>
public sealed record GetMetrics(bool SinceReset);

/// <summary>Asks for a new zero of <c>stats</c>; answered with <see cref="StatsWereReset"/>.</summary>
public sealed record ResetStats;

public sealed record StatsWereReset;

/// <summary>Asks for every item to be dropped; answered with <see cref="FlushedAll"/> once it is done, or with a failure.</summary>
public sealed record FlushAll;

public sealed record FlushedAll;

/// <summary>Asks for the process to end in order; answered with <see cref="ShutdownBegun"/> before it does.</summary>
public sealed record RequestShutdown;

public sealed record ShutdownBegun;

/// <summary>From the admin actor's timer: remember the distributions.</summary>
internal sealed record SliceTick;
