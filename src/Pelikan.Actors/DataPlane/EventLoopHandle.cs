using System;
using System.Threading;
using System.Threading.Tasks;

namespace Pelikan.Actors.DataPlane;

/// <summary>
/// One loop of the data plane as the control plane holds it. The loop keeps its actor's thread until it ends, so it is stopped
/// through this handle and not through the actor's mailbox.
/// </summary>
public sealed class EventLoopHandle
{
    private readonly IEventLoop _loop;
    private readonly IProcessFailure _failure;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _entered;
    private int _stopRequested;

    public EventLoopHandle(IEventLoop loop, IProcessFailure failure)
    {
        _loop = loop;
        _failure = failure;
    }

    public string Name => _loop.Name;

    /// <summary>Done once the loop has returned, or will never be entered.</summary>
    public Task WhenStopped => _stopped.Task;

    /// <summary>Ask the loop to finish. Any thread, any number of times, also before the loop is entered.</summary>
    public void Stop()
    {
        Volatile.Write(ref _stopRequested, 1);
        _loop.Stop();
    }

    /// <summary>
    /// Run the loop to its end on the calling thread, which takes its name. What the loop throws is fatal to the process, and so is a
    /// return that nobody asked for: either way its sessions have nobody. A loop is entered once.
    /// </summary>
    internal void Run()
    {
        if (Interlocked.Exchange(ref _entered, 1) != 0)
        {
            return;
        }

        Thread.CurrentThread.Name = Name;
        try
        {
            _loop.Run();
            if (Volatile.Read(ref _stopRequested) == 0)
            {
                throw new InvalidOperationException("the loop returned although nobody had asked it to stop");
            }
        }
        catch (Exception failure)
        {
            _failure.Fatal(Name, failure);
        }
        finally
        {
            _stopped.TrySetResult();
        }
    }

    /// <summary>The loop's actor has ended: where the loop was never entered, it never will be.</summary>
    internal void Abandon()
    {
        if (Interlocked.Exchange(ref _entered, 1) == 0)
        {
            _stopped.TrySetResult();
        }
    }
}
