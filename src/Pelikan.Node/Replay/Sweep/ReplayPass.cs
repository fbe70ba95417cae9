using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Pelikan.Node.Replay.Engines;
using Pelikan.Node.Replay.Report;
using Pelikan.Node.Replay.Traces;

namespace Pelikan.Node.Replay.Sweep;

/// <summary>One reading of a trace by several engines at once: the calling thread reads, and each engine has a thread.</summary>
internal static class ReplayPass
{
    /// <summary>Batches under way: enough that neither the reader nor an engine waits for the other's jitter.</summary>
    private const int Batches = 8;

    /// <summary>Feed every request to every engine.</summary>
    /// <param name="source">The trace.</param>
    /// <param name="engines">The name of each, and how it is made.</param>
    /// <param name="warmup">What is not counted.</param>
    /// <param name="progress">Told about each batch.</param>
    /// <returns>The results, in the order of the engines, and the number of requests read.</returns>
    /// <exception cref="InvalidOperationException">An engine failed.</exception>
    /// <exception cref="TraceException">The trace has a bad line, or ends before the warm-up.</exception>
    public static (IReadOnlyList<ReplayResult> Results, long Requests) Run(
        ITraceSource source,
        IReadOnlyList<(string Name, Func<IReplayEngine> Create)> engines,
        Warmup warmup,
        ReplayProgress progress)
    {
        using BlockingCollection<TraceBatch> spare = [];
        for (int i = 0; i < Batches; i++)
        {
            spare.Add(new TraceBatch());
        }

        List<EngineThread> threads = [.. engines.Select(engine => new EngineThread(engine.Name, engine.Create, spare))];
        try
        {
            long requests = Feed(source, threads, spare, warmup, progress);
            threads.ForEach(thread => thread.End());
            return ([.. threads.Select(thread => thread.Result())], requests);
        }
        finally
        {
            // Every thread ends before the batches' queue goes.
            threads.ForEach(thread => thread.Dispose());
        }
    }

    private static long Feed(
        ITraceSource source, List<EngineThread> threads, BlockingCollection<TraceBatch> spare, Warmup warmup, ReplayProgress progress)
    {
        WarmupGate gate = new(warmup);
        long requests = 0;
        while (true)
        {
            TraceBatch batch = spare.Take();
            if (threads.Exists(thread => thread.HasFailed))
            {
                return requests;
            }

            if (!batch.Fill(source, gate, threads.Count))
            {
                return gate.IsOver ? requests : throw new TraceException($"the trace ends after {requests} requests, before the warm-up does");
            }

            requests += batch.Requests.Length;
            threads.ForEach(thread => thread.Add(batch));
            progress.Show(source.Progress, requests);
        }
    }
}
