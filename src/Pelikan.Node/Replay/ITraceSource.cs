using System;

namespace Pelikan.Node.Replay;

/// <summary>Requests one after the other, from a file or from a generator. Read by one thread.</summary>
public interface ITraceSource : IDisposable
{
    /// <summary>How far the source has been read, from 0 to 1; negative if that is not known.</summary>
    double Progress { get; }

    /// <summary>The next request; false at the end.</summary>
    bool TryNext(out TraceRequest request);
}
