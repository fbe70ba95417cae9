using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using Pelikan.Node.Replay.Engines;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>One engine on a thread of its own, fed from a short queue.</summary>
internal sealed class EngineThread : IDisposable
{
    private const int QueuedMax = 4;

    private readonly Func<IReplayEngine> _create;
    private readonly BlockingCollection<TraceBatch> _spare;
    private readonly BlockingCollection<TraceBatch> _queue = new(QueuedMax);
    private readonly Thread _thread;
    private long _ticks;
    private ReplayResult? _result;
    private volatile Exception? _failure;

    /// <param name="name">For the thread.</param>
    /// <param name="create">Makes the engine, on its own thread: whoever touches memory first decides where it lies.</param>
    /// <param name="spare">Where a batch goes that every engine is done with.</param>
    public EngineThread(string name, Func<IReplayEngine> create, BlockingCollection<TraceBatch> spare)
    {
        _create = create;
        _spare = spare;
        _thread = new Thread(Work) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether the engine is gone, and feeding it is in vain.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Hand a batch over; waits while the engine is behind.</summary>
    public void Add(TraceBatch batch) => _queue.Add(batch);

    /// <summary>No batch follows.</summary>
    public void End() => _queue.CompleteAdding();

    /// <summary>Wait for the engine to finish.</summary>
    /// <exception cref="InvalidOperationException">The engine failed.</exception>
    public ReplayResult Result()
    {
        _thread.Join();
        return _failure is null ? _result! : throw new InvalidOperationException($"{_thread.Name}: {_failure.Message}", _failure);
    }

    /// <summary>Wait for the thread to end, whatever came of it.</summary>
    public void Dispose()
    {
        End();
        _thread.Join();
        _queue.Dispose();
    }

    private void Work()
    {
        try
        {
            using IReplayEngine engine = _create();
            foreach (TraceBatch batch in _queue.GetConsumingEnumerable())
            {
                Run(engine, batch);
                Release(batch);
            }

            _result = engine.Finish(_ticks / (double)Stopwatch.Frequency);
        }
        catch (Exception failure)
        {
            // The reader must not wait for an engine that is gone.
            _failure = failure;
            foreach (TraceBatch batch in _queue.GetConsumingEnumerable())
            {
                Release(batch);
            }
        }
    }

    private void Run(IReplayEngine engine, TraceBatch batch)
    {
        long start = Stopwatch.GetTimestamp();
        ReadOnlySpan<TraceRequest> requests = batch.Requests;
        if (batch.BeginsMeasure)
        {
            int warm = Math.Min(batch.MeasuredFrom, requests.Length);
            engine.Run(requests[..warm]);
            engine.BeginMeasure();
            requests = requests[warm..];
            _ticks = 0;
            start = Stopwatch.GetTimestamp();
        }

        engine.Run(requests);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    private void Release(TraceBatch batch)
    {
        if (batch.Release())
        {
            _spare.Add(batch);
        }
    }
}
