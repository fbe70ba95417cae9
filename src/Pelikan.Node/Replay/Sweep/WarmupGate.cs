namespace Pelikan.Node.Replay.Sweep;

/// <summary>
/// Says where measuring begins. A part of the trace is told by how far it is read, looked at once a batch; a number of requests is
/// kept to the request.
/// </summary>
internal sealed class WarmupGate
{
    private readonly Warmup _warmup;
    private long _requests;

    public WarmupGate(Warmup warmup)
    {
        _warmup = warmup;
        IsOver = warmup == Warmup.None;
    }

    /// <summary>Whether what comes now is measured.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Note how far the trace is read.</summary>
    public void Observe(double progress) => IsOver |= _warmup.NeedsLength && progress >= _warmup.Part;

    /// <summary>Another request comes; true if it is the first that is measured.</summary>
    public bool Next()
    {
        IsOver = !_warmup.NeedsLength && _requests == _warmup.Requests;
        _requests++;
        return IsOver;
    }
}
