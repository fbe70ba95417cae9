using System;
using System.Collections.Generic;
using Pelikan.Node.Protocol;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Net;

/// <summary>
/// One thread that serves the sessions it was handed: wait for events, receive once from each ready session, serve all
/// requests that are complete, then send once to each. This class is where the protocol meets the store; <see cref="WorkerLoop"/> is
/// everything that is the same for all of them.
/// </summary>
/// <remarks>
/// What goes wrong with a connection ends that session alone. An exception, from the poller or out of the protocol or the
/// store, is a fault of this process and leaves <see cref="Run"/>: what such a store would answer next is anybody's guess.
/// </remarks>
public sealed class Worker<TProtocol, TStore> : IWorker, IRequestServer
    where TProtocol : struct, IProtocol
    where TStore : struct, IStore
{
    private readonly int _requestsPerTurnMax;
    private readonly long _turnBytesMax;
    private readonly WorkerContext _context;
    private readonly WorkerLoop _loop;

    // Not readonly: a store may be a mutable struct, and goes by ref.
    private TStore _store;

    /// <param name="name">The thread's name, such as <c>pelikan_work_0</c>.</param>
    /// <param name="options">The bounds it keeps.</param>
    /// <param name="shared">The node's clock and budgets.</param>
    /// <param name="store">Where its requests are executed.</param>
    /// <param name="context">What its protocol needs beside the request.</param>
    /// <param name="poller">What it waits on; null for the platform's own. Disposed with the worker.</param>
    /// <exception cref="System.IO.IOException">The system gives no poller.</exception>
    public Worker(
        string name, WorkerOptions options, DataPlaneShared shared, TStore store, WorkerContext context, IPoller? poller = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(shared);
        ArgumentNullException.ThrowIfNull(context);
        Name = name;
        _requestsPerTurnMax = options.RequestsPerTurnMax;
        _turnBytesMax = Math.Min(options.TurnBytesMax, options.OutputHighWatermarkBytes);
        _store = store;
        _context = context;
        _loop = new WorkerLoop(options, shared, poller ?? new EpollPoller(options.EventsMax), this);
    }

    public string Name { get; }

    public int Load => _loop.Load;

    public IReadOnlyList<IMetricSource> MetricSources => _loop.MetricSources;

    public IReadOnlyList<IHistogramSource> HistogramSources => _loop.HistogramSources;

    public bool TryAdopt(in AcceptedSocket socket) => _loop.TryAdopt(in socket);

    public void VisitSessions(Action<SessionSnapshot> visit, int countMax = int.MaxValue) => _loop.VisitSessions(visit, countMax);

    public void Run() => _loop.Run();

    public void Stop() => _loop.Stop();

    public void Dispose() => _loop.Dispose();

    EpochGuard IRequestServer.Enter(long now) => _store.Enter(TurnClock.InstantAt(now));

    int IRequestServer.LookAhead(ReadOnlySpan<byte> input, Span<Range> keys) => TProtocol.LookAhead(input, keys);

    void IRequestServer.Prefetch(ReadOnlySpan<byte> input, ReadOnlySpan<Range> keys) => _store.Prefetch(input, keys);

    /// <summary>Serve every complete request already received, as far as this turn goes; the rest is left for the next.</summary>
    Served IRequestServer.Drain(Session session, ReadOnlySpan<byte> input, bool lookedAhead, OutputBuffer buffer, in EpochGuard guard)
    {
        int length = input.Length;
        int lookAt = lookedAhead ? IStore.PrefetchMax : 0;
        int requests = 0;
        ResponseWriter output = new(buffer);
        long spentBefore = guard.Spent;
        while (true)
        {
            if (requests == lookAt)
            {
                LookAhead(input);
                lookAt += IStore.PrefetchMax;
            }

            ServeStatus status = TProtocol.Serve(
                input, ref _store, in guard, ref output, ref session.State, _context, out int consumed);
            input = input[consumed..];
            if (status is ServeStatus.Incomplete or ServeStatus.OutputFull)
            {
                return new Served(status, length - input.Length, requests);
            }

            requests++;
            if (status == ServeStatus.HangUp
                || (!input.IsEmpty && (requests == _requestsPerTurnMax || guard.Spent - spentBefore + output.Length >= _turnBytesMax)))
            {
                return new Served(status, length - input.Length, requests);
            }

            if (input.IsEmpty)
            {
                return new Served(ServeStatus.Incomplete, length, requests);
            }
        }
    }

    private void LookAhead(ReadOnlySpan<byte> input)
    {
        Span<Range> keys = stackalloc Range[IStore.PrefetchMax];
        int count = TProtocol.LookAhead(input, keys);

        // A request that is alone has nothing to overlap with.
        if (count > 1)
        {
            _store.Prefetch(input, keys[..count]);
        }
    }
}
