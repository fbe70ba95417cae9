using System;
using System.Threading;

namespace Pelikan.Node.Bench;

/// <summary>What the threads of a run share: the phase, set by the one that directs the run, and how many are at work.</summary>
internal sealed class LoadControl : IDisposable
{
    private readonly CountdownEvent _atWork;
    private int _phase;

    public LoadControl(int threads, LoadPhase phase)
    {
        _atWork = new CountdownEvent(threads);
        _phase = (int)phase;
    }

    /// <summary>Read once a turn by every thread. A thread that sees the new phase a turn late measures a turn less.</summary>
    public LoadPhase Phase
    {
        get => (LoadPhase)Volatile.Read(ref _phase);
        set => Volatile.Write(ref _phase, (int)value);
    }

    public bool AllEnded => _atWork.IsSet;

    /// <summary>A thread's work is over.</summary>
    public void Ended() => _atWork.Signal();

    /// <summary>Wait until every thread has ended or the time has passed; true if they have ended.</summary>
    public bool WaitForAll(TimeSpan time) => _atWork.Wait(time);

    public void Dispose() => _atWork.Dispose();
}
