using System;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>The first requests of another source.</summary>
internal sealed class LimitedSource : ITraceSource
{
    private readonly ITraceSource _source;
    private readonly long _requestsMax;
    private long _requests;

    /// <param name="source">Owned from now on.</param>
    /// <param name="requestsMax">How many requests it gives, at most.</param>
    public LimitedSource(ITraceSource source, long requestsMax)
    {
        _source = source;
        _requestsMax = requestsMax;
    }

    public double Progress => Math.Max(_source.Progress, (double)_requests / _requestsMax);

    public bool TryNext(out TraceRequest request)
    {
        request = default;
        return _requests < _requestsMax && _source.TryNext(out request) && ++_requests > 0;
    }

    public void Dispose() => _source.Dispose();
}
