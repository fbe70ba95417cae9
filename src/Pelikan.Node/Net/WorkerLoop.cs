using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Pelikan.Node.Net.Interop;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Node.Net;

/// <summary>
/// A worker's loop: take up new sessions, give each ready one its turn, go on with those that used up their share,
/// close what is past its deadline, and on a stop answer what was received.
/// </summary>
internal sealed class WorkerLoop : IDisposable
{
    private const ulong WakerToken = ulong.MaxValue;
    private const long NanosecondsPerMillisecond = 1_000_000;

    // Listening for what the kernel holds already, at a stop, ends after so many full turns of events.
    private const int LastLookTurnsMax = 64;

    private readonly WorkerOptions _options;
    private readonly DataPlaneShared _shared;
    private readonly IPoller _poller;
    private readonly SessionIntake _intake;
    private readonly SessionTable _table = new();
    private readonly Queue<ulong> _continued = new();
    private readonly CounterSource _worker = new(WorkerMetrics.All);
    private readonly CounterSource _session = new(SessionMetrics.All);
    private readonly CounterSource _net = new(NetMetrics.All);
    private readonly LatencyHistogram _latency = new(SessionMetrics.RequestLatencyName, SessionMetrics.RequestLatencyHelp);
    private readonly LatencyHistogram _depth = new(WorkerMetrics.EventDepthName, WorkerMetrics.EventDepthHelp);
    private readonly IRequestServer _server;
    private readonly SessionIo _io;
    private readonly SessionTurn _turn;
    private readonly TurnBatch _batch;
    private readonly IdleSweep _sweep;
    private long _now;
    private bool _adopting;
    private bool _stopRequested;

    internal WorkerLoop(WorkerOptions options, DataPlaneShared shared, IPoller poller, IRequestServer server)
    {
        _options = options;
        _shared = shared;
        _poller = poller;
        _intake = new SessionIntake(options.HandOverMax, shared.Connections);
        _io = new SessionIo(options, new BufferPool(shared.Buffers), _session.Counters, _net.Counters);
        _server = server;
        _batch = new TurnBatch(options, server);
        _turn = new SessionTurn(options, _io, server, _batch.Output, _session.Counters);
        _sweep = new IdleSweep(_table, options, Expire);
        MetricSources = [_worker, _session, _net];
        HistogramSources = [_latency, _depth];
        _ = _poller.Add(_intake.Descriptor, WakerToken, PollInterest.Read);
    }

    internal IReadOnlyList<IMetricSource> MetricSources { get; }

    internal IReadOnlyList<IHistogramSource> HistogramSources { get; }

    internal int Load => _intake.Load;

    internal bool TryAdopt(in AcceptedSocket socket) => _intake.TryPut(in socket);

    internal void VisitSessions(Action<SessionSnapshot> visit, int countMax) => _table.Visit(_shared.Clock.Nanoseconds(), visit, countMax);

    internal void Stop()
    {
        Volatile.Write(ref _stopRequested, true);
        _intake.Wake();
    }

    internal void Run()
    {
        try
        {
            while (!Volatile.Read(ref _stopRequested))
            {
                Turn(Timeout());
            }

            LastLook();
            FinishSessions();
        }
        finally
        {
            CloseAll();
        }
    }

    public void Dispose()
    {
        CloseAll();
        _intake.Dispose();
        _poller.Dispose();
    }

    /// <summary>One turn of the loop; returns how many events it found.</summary>
    private int Turn(int timeoutMilliseconds)
    {
        int continued = _continued.Count;
        ReadOnlySpan<PollEvent> events = _poller.Wait(timeoutMilliseconds);
        _now = _shared.Clock.Nanoseconds();
        CountEvents(events.Length);
        foreach (PollEvent ready in events)
        {
            if (ready.Token == WakerToken)
            {
                _intake.Reset();
                _adopting = true;
            }
            else
            {
                Dispatch(ready);
            }
        }

        // Those that used up their share before this turn, behind the ones that have just come: everyone gets one share a turn.
        for (; continued > 0; continued--)
        {
            if (_table.Find(_continued.Dequeue()) is Session session)
            {
                session.Continued = false;
                TakeTurn(session, readable: false);
            }
        }

        FinishBatch();
        Adopt();
        _sweep.Advance(_now);
        _session.Counters.Set((int)SessionMetric.BufferByte, _io.Pool.RentedBytes);
        return events.Length;
    }

    private void Dispatch(PollEvent ready)
    {
        Session? session = _table.Find(ready.Token);
        CounterBlock counters = _worker.Counters;
        counters.Add((int)WorkerMetric.EventRead, (int)(ready.Readiness & PollReadiness.Readable));
        counters.Add((int)WorkerMetric.EventWrite, (ready.Readiness & PollReadiness.Writable) != 0 ? 1 : 0);
        counters.Add((int)WorkerMetric.EventError, (ready.Readiness & PollReadiness.Broken) != 0 ? 1 : 0);
        if (session is { Continued: false, InBatch: false })
        {
            // Of a broken connection the next read says how it broke.
            TakeTurn(session, (ready.Readiness & (PollReadiness.Readable | PollReadiness.Broken)) != 0);
        }
    }

    /// <summary>The first part of a session's turn; <see cref="FinishBatch"/> sees to the others.</summary>
    private void TakeTurn(Session session, bool readable)
    {
        if (_batch.IsFull || !_io.HasRoom(session))
        {
            FinishBatch();
        }

        if (session.Phase == SessionPhase.Lingering)
        {
            Settle(session, _turn.Linger(session));
            return;
        }

        ReceiveStatus status = _turn.Receive(session, readable, _now, out ReceivedInput input);
        _batch.Add(session, status, input, _io.Area);
    }

    /// <summary>Serve and send to the sessions that were received from.</summary>
    private void FinishBatch()
    {
        int sent = 0;
        while (sent < _batch.Count)
        {
            int served = ServeBatch(sent);
            SendBatch(sent, served);
            sent = served;
        }

        _batch.Clear();
        _io.Clear();
    }

    /// <summary>Serve sessions until enough is to be sent; returns the first that was not.</summary>
    private int ServeBatch(int first)
    {
        // One guard for them: nothing read below can outlive it, and reclamation waits no longer than this lasts.
        using EpochGuard guard = _server.Enter(_now);
        int requests = 0;
        int next = first;
        while (next < _batch.Count && !_batch.IsToBeSent(requests, guard.Spent))
        {
            ref TurnBatch.Turn turn = ref _batch[next++];
            _batch.Load(in turn, _io.Area);
            _turn.Serve(ref turn, in guard);
            requests += turn.Requests;
        }

        return next;
    }

    /// <summary>Latency runs from when the first of these sessions was served.</summary>
    private void SendBatch(int first, int end)
    {
        long start = _now;
        for (int i = first; i < end; i++)
        {
            ref readonly TurnBatch.Turn turn = ref _batch[i];
            TurnOutcome outcome = _turn.Send(in turn, start);
            _now = _shared.Clock.Nanoseconds();
            if (turn.Requests > 0)
            {
                _latency.Record(_now - start, turn.Requests);
            }

            Settle(turn.Session, outcome);
        }

        _batch.Output.Reset();
    }

    private void Settle(Session session, TurnOutcome outcome)
    {
        switch (outcome)
        {
            case TurnOutcome.Close:
                Close(session);
                return;
            case TurnOutcome.Continue:
                session.Continued = true;
                _continued.Enqueue(session.Token);
                break;
            case TurnOutcome.Linger:
                _ = SocketCalls.ShutdownSend(session.Descriptor);
                if (!_intake.IsOpen)
                {
                    Close(session);
                    return;
                }

                session.Phase = SessionPhase.Lingering;
                session.LastActive = _now;
                _sweep.Lingering++;
                break;
            default:
                break;
        }

        Watch(session);
    }

    private void Watch(Session session)
    {
        PollInterest interest = SessionTurn.InterestOf(session);
        if (interest == session.Interest)
        {
            return;
        }

        session.Interest = interest;
        if (!_poller.Modify(session.Descriptor, session.Token, interest))
        {
            _worker.Counters.Increment((int)WorkerMetric.EventError);
            Close(session);
        }
    }

    private void Adopt()
    {
        for (int i = 0; _adopting && i < _options.AdoptBatchMax; i++)
        {
            _adopting = _intake.TryTake(out AcceptedSocket socket);
            if (_adopting)
            {
                Begin(in socket);
            }
        }
    }

    private void Begin(in AcceptedSocket socket)
    {
        Session session = _table.Open(in socket, _now);
        _net.Counters.Set((int)NetMetric.ConnectionsNow, _table.Count);
        if (!_poller.Add(session.Descriptor, session.Token, PollInterest.Read))
        {
            _worker.Counters.Increment((int)WorkerMetric.EventError);
            Close(session);
        }
    }

    private void Expire(Session session)
    {
        if (session.Phase != SessionPhase.Lingering)
        {
            _session.Counters.Increment((int)SessionMetric.IdleClose);
        }

        Close(session);
    }

    private void Close(Session session)
    {
        Debug.Assert(session.IsLive, "closed twice");
        if (session.Phase == SessionPhase.Lingering)
        {
            _sweep.Lingering--;
        }

        _io.Close(session);
        _table.Close(session);
        _net.Counters.Set((int)NetMetric.ConnectionsNow, _table.Count);
        _intake.Forget();
    }

    private int Timeout()
    {
        if (_adopting || _continued.Count > 0 || _sweep.IsWalking)
        {
            return 0;
        }

        return _sweep.IsNeeded ? _options.PollTimeoutMilliseconds : -1;
    }

    private void CountEvents(int events)
    {
        CounterBlock counters = _worker.Counters;
        counters.Increment((int)WorkerMetric.EventLoop);
        counters.Add((int)WorkerMetric.EventTotal, events);
        _depth.Record(events, 1);
        if (events == _options.EventsMax)
        {
            counters.Increment((int)WorkerMetric.EventMaxReached);
        }
    }

    /// <summary>Serve what has arrived by now, also on sessions not yet taken up, without waiting for more.</summary>
    private void LastLook()
    {
        _intake.Close();
        _adopting = true;
        for (int i = 0; i < LastLookTurnsMax; i++)
        {
            int events = Turn(0);
            if (events == 0 && !_adopting)
            {
                return;
            }
        }
    }

    /// <summary>Read no more; see what was read answered and taken by the clients, within the drain time.</summary>
    private void FinishSessions()
    {
        for (int i = 0; i < _table.SlotCount; i++)
        {
            Session session = _table.At(i);
            if (session.Phase == SessionPhase.Lingering)
            {
                Close(session);
            }
            else if (session.Phase == SessionPhase.Open)
            {
                session.Phase = SessionPhase.Ended;
                if (!session.Continued)
                {
                    TakeTurn(session, readable: false);
                }
            }
        }

        FinishBatch();

        long deadline = _shared.Clock.Nanoseconds() + (_options.DrainMilliseconds * NanosecondsPerMillisecond);
        while (_table.Count > 0 && _now < deadline)
        {
            _ = Turn(_continued.Count > 0 ? 0 : _options.PollTimeoutMilliseconds);
        }
    }

    private void CloseAll()
    {
        _intake.CloseWaiting();
        for (int i = 0; i < _table.SlotCount; i++)
        {
            if (_table.At(i).IsLive)
            {
                Close(_table.At(i));
            }
        }

        _io.Pool.Trim();
    }
}
