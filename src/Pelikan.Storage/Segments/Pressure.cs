using System;
using System.Threading;

namespace Pelikan.Storage.Segments;

/// <summary>Tells the partition's owner, once until it has looked, that few segments are left or a flush waits to be finished.</summary>
internal sealed class Pressure
{
    private readonly SegCacheOptions _options;
    private readonly PartitionSegments _segments;
    private readonly Action? _wake;
    private int _told;

    /// <param name="options">How many free segments the owner keeps ready.</param>
    /// <param name="segments">The partition's segments.</param>
    /// <param name="wake">Called on the thread that notices; returns at once.</param>
    public Pressure(SegCacheOptions options, PartitionSegments segments, Action? wake)
    {
        _options = options;
        _segments = segments;
        _wake = wake;
    }

    /// <summary>Segments that writers leave to merges, by the present share.</summary>
    public int Spare => _options.Spare(_segments.Share);

    /// <summary>Free segments that the owner keeps ready, and below which it is told; follows the share.</summary>
    public int Reserve => _options.Reserve(_segments.Share) + Spare;

    public void Check()
    {
        if (_segments.Available() < Reserve)
        {
            Raise();
        }
    }

    public void Raise()
    {
        if (Volatile.Read(ref _told) == 0 && Interlocked.Exchange(ref _told, 1) == 0)
        {
            _wake?.Invoke();
        }
    }

    /// <summary>The owner looks now; tell it again from here on.</summary>
    public void Lower() => Volatile.Write(ref _told, 0);
}
