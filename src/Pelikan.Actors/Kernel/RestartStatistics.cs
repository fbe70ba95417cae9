using System;

namespace Pelikan.Actors.Kernel;

/// <summary>How often a child was restarted within the present time range. Used by its supervisor only.</summary>
internal sealed class RestartStatistics
{
    private readonly TimeProvider _time;
    private int _restarts;
    private long? _rangeStart;

    public RestartStatistics(TimeProvider time) => _time = time;

    /// <summary>Count one more restart; false where it is one too many. A range that has passed begins anew.</summary>
    public bool Permit(int? max, TimeSpan? range)
    {
        if (range is { } length && (_rangeStart is not { } start || _time.GetElapsedTime(start) > length))
        {
            _rangeStart = _time.GetTimestamp();
            _restarts = 0;
        }

        _restarts++;
        return max is null || _restarts <= max;
    }
}
