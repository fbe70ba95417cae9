using System;
using System.Threading;

namespace Pelikan.Storage.Segments;

/// <summary>Tells the partition's owner, once until it has looked, that few segments are left or a flush waits to be finished.</summary>
internal sealed class Pressure
{
    private readonly Action? _wake;
    private int _told;

    /// <param name="reserve">Free segments below which the owner is told.</param>
    /// <param name="wake">Called on the thread that notices; returns at once.</param>
    public Pressure(int reserve, Action? wake)
    {
        Reserve = reserve;
        _wake = wake;
    }

    /// <summary>Free segments that the owner keeps ready.</summary>
    public int Reserve { get; }

    public void Check(PartitionSegments segments)
    {
        if (segments.HeldMax - segments.Held < Reserve)
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
