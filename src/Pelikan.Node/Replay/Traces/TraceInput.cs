namespace Pelikan.Node.Replay.Traces;

/// <summary>Where requests come from, before it is read.</summary>
internal abstract record TraceInput
{
    /// <summary>The name that reports use.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it can be read more than once.</summary>
    public abstract bool IsRepeatable { get; }

    /// <summary>Whether a read that misses is followed by a write of the same key, unless the user says otherwise.</summary>
    public abstract bool FillsOnMiss { get; }

    /// <summary>Begin to read.</summary>
    /// <param name="tally">Counts what is not as it should be.</param>
    /// <exception cref="TraceException">It cannot be opened, or its format is not known.</exception>
    public abstract ITraceSource Open(TraceTally tally);
}
