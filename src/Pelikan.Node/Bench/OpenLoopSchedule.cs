using System;

namespace Pelikan.Node.Bench;

/// <summary>
/// When each request of one thread is due, at a fixed rate and whatever the server does. A request's latency counts from
/// then, so that a server which stalls is charged for every request it kept from being sent (no coordinated omission).
/// </summary>
internal struct OpenLoopSchedule
{
    private readonly double _interval;
    private readonly double _start;
    private long _issued;

    /// <param name="ratePerSecond">Requests a second over all threads.</param>
    /// <param name="thread">From 0; the threads take turns.</param>
    /// <param name="threads">How many there are.</param>
    /// <param name="start">When the first request of the first thread is due, in nanoseconds.</param>
    public OpenLoopSchedule(double ratePerSecond, int thread, int threads, long start)
    {
        double gap = BenchClock.NanosecondsPerSecond / ratePerSecond;
        _interval = gap * threads;
        _start = start + (gap * thread);
    }

    /// <summary>When the next request is due, in nanoseconds.</summary>
    public readonly long NextAt => (long)(_start + (_issued * _interval));

    /// <summary>How many requests are due and not yet issued.</summary>
    public readonly long DueAt(long now) =>
        now < NextAt ? 0 : Math.Max(1, (long)((now - _start) / _interval) + 1 - _issued);

    /// <summary>The next request has been issued.</summary>
    public void Advance() => _issued++;
}
