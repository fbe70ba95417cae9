namespace Pelikan.Node.Replay.Traces;

/// <summary>
/// A trace's time, which never goes back: machines that wrote one trace together do not agree to the second. A request
/// that is earlier than the one before it is taken at the time of that one, and counted.
/// </summary>
internal struct TraceClock
{
    private long _latest;

    /// <summary>The time of the next request, in milliseconds.</summary>
    public long Next(long milliseconds, TraceTally tally)
    {
        if (milliseconds < _latest)
        {
            tally.OutOfOrder++;
            return _latest;
        }

        return _latest = milliseconds;
    }
}
