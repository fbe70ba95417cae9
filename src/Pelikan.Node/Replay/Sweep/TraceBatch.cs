using System;
using System.Threading;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>Requests on their way from the reader to every engine of a pass. Filled by one thread, then only read until all are done with it.</summary>
internal sealed class TraceBatch
{
    /// <summary>160 KB: what a core's second cache holds.</summary>
    public const int Capacity = 4096;

    private readonly TraceRequest[] _requests = new TraceRequest[Capacity];
    private int _count;
    private int _users;

    public ReadOnlySpan<TraceRequest> Requests => _requests.AsSpan(0, _count);

    /// <summary>The first request that is measured; <see cref="Capacity"/> while the caches warm up, 0 from then on.</summary>
    public int MeasuredFrom { get; private set; }

    /// <summary>Whether measuring begins in this batch.</summary>
    public bool BeginsMeasure { get; private set; }

    /// <summary>Read the next requests; false if there are none.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="warmup">Says which request measuring begins with.</param>
    /// <param name="users">Engines that will read the batch.</param>
    public bool Fill(ITraceSource source, WarmupGate warmup, int users)
    {
        _count = 0;
        _users = users;
        bool before = warmup.IsOver;
        warmup.Observe(source.Progress);
        MeasuredFrom = warmup.IsOver ? 0 : Capacity;
        while (_count < Capacity && source.TryNext(out _requests[_count]))
        {
            if (!warmup.IsOver && warmup.Next())
            {
                MeasuredFrom = _count;
            }

            _count++;
        }

        BeginsMeasure = !before && warmup.IsOver;
        return _count > 0;
    }

    /// <summary>An engine is done with it; true for the last one.</summary>
    public bool Release() => Interlocked.Decrement(ref _users) == 0;
}
