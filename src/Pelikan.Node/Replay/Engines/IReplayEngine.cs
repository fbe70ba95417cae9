using System;

namespace Pelikan.Node.Replay.Engines;

/// <summary>A cache that requests are fed to. Used by one thread at a time.</summary>
internal interface IReplayEngine : IDisposable
{
    /// <summary>What replaces what: the name that reports use.</summary>
    string Policy { get; }

    /// <summary>Memory for items, in bytes.</summary>
    long HeapBytes { get; }

    /// <summary>Execute requests, in order.</summary>
    void Run(ReadOnlySpan<TraceRequest> requests);

    /// <summary>Start counting afresh: what came before warmed the cache up.</summary>
    void BeginMeasure();

    /// <summary>The counts since <see cref="BeginMeasure"/>, or since the beginning.</summary>
    /// <param name="seconds">Time spent in <see cref="Run"/> since then.</param>
    ReplayResult Finish(double seconds);
}
