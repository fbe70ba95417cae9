namespace Pelikan.Node.Replay;

/// <summary>One request of a trace or of a generated workload.</summary>
/// <param name="TimeMilliseconds">On the trace's own clock; never less than that of the request before.</param>
/// <param name="Key">Which key: equal numbers are equal keys.</param>
/// <param name="KeyBytes">Length of the key, at least 1.</param>
/// <param name="ValueBytes">Length of the value that is stored, or that a read finds.</param>
/// <param name="TtlMilliseconds">Time to live of what is stored; 0 = for ever.</param>
/// <param name="Operation">What is done.</param>
public readonly record struct TraceRequest(
    long TimeMilliseconds, ulong Key, int KeyBytes, int ValueBytes, long TtlMilliseconds, TraceOperation Operation);
