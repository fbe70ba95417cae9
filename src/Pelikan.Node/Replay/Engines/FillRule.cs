namespace Pelikan.Node.Replay.Engines;

/// <summary>What follows a read that misses.</summary>
/// <param name="Fills">Whether the key is written, as a client of a look-aside cache does.</param>
/// <param name="TtlMilliseconds">Time to live of what is written where the trace gives none with the read; 0 = for ever.</param>
internal readonly record struct FillRule(bool Fills, long TtlMilliseconds)
{
    /// <summary>Time to live of what a read's miss writes.</summary>
    public long TtlOf(in TraceRequest request) => request.TtlMilliseconds != 0 ? request.TtlMilliseconds : TtlMilliseconds;
}
