using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using Microsoft.Extensions.Logging;
using Pelikan.Actors.DataPlane;
using Pelikan.Node.Net.Interop;
using Pelikan.Storage.Metrics;

namespace Pelikan.Node.Net;

/// <summary>
/// One thread that accepts connections in bounded batches and hands each to the worker with the least load. What it
/// cannot place it answers and closes; it never waits for a worker.
/// </summary>
public sealed class Listener : IEventLoop, IDisposable
{
    private const ulong WakerToken = ulong.MaxValue;
    private const int EventsMax = 64;

    private readonly ListenerOptions _options;
    private readonly ConnectionBudget _connections;
    private readonly WorkerPlacement _placement;
    private readonly ILogger _log;
    private readonly List<ListeningSocket> _sockets = [];
    private readonly Waker _waker = new();
    private readonly IPoller _poller;
    private readonly SpareDescriptor _spare = new();
    private readonly CounterSource _listener = new(ListenerMetrics.All);
    private readonly CounterSource _net = new(NetMetrics.All);
    private readonly byte[] _discard = new byte[512];
    private bool _exhausted;
    private bool _resting;
    private bool _stopRequested;

    /// <summary>Bind every endpoint and listen: a client that connects from here on is served once the loop runs.</summary>
    /// <param name="name">The thread's name, such as <c>pelikan_listener</c>.</param>
    /// <param name="options">Where, and the bounds.</param>
    /// <param name="connections">The node's bound on connections.</param>
    /// <param name="workers">Who serves them.</param>
    /// <param name="log">Told about endpoints, and once an episode about a lack of descriptors.</param>
    /// <exception cref="ListenException">An endpoint cannot be bound; none is then.</exception>
    public Listener(
        string name, ListenerOptions options, ConnectionBudget connections, IReadOnlyList<IWorker> workers, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Endpoints.Count);
        Name = name;
        _options = options;
        _connections = connections;
        _placement = new WorkerPlacement(workers);
        _log = log;
        _poller = new EpollPoller(EventsMax);
        MetricSources = [_listener, _net];
        try
        {
            foreach (ListenEndpoint endpoint in options.Endpoints)
            {
                _sockets.Add(ListeningSocket.Open(endpoint, options.Backlog));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _ = _poller.Add(_waker.Descriptor, WakerToken, PollInterest.Read);
        Rest(false);
    }

    public string Name { get; }

    public IReadOnlyList<IMetricSource> MetricSources { get; }

    /// <summary>Where it listens, in the order of the options, with the ports that the system chose.</summary>
    public IReadOnlyList<EndPoint> LocalEndPoints => _sockets.ConvertAll(socket => socket.LocalEndPoint);

    public void Run()
    {
        try
        {
            while (!Volatile.Read(ref _stopRequested))
            {
                Turn();
            }
        }
        finally
        {
            CloseSockets();
        }
    }

    public void Stop()
    {
        Volatile.Write(ref _stopRequested, true);
        _waker.Wake();
    }

    public void Dispose()
    {
        CloseSockets();
        _spare.Dispose();
        _waker.Dispose();
        _poller.Dispose();
    }

    private void Turn()
    {
        ReadOnlySpan<PollEvent> events = _poller.Wait(_resting ? _options.AcceptPauseMilliseconds : -1);
        CounterBlock counters = _listener.Counters;
        counters.Increment((int)ListenerMetric.EventLoop);
        counters.Add((int)ListenerMetric.EventTotal, events.Length);
        if (_resting)
        {
            Rest(false);
        }

        foreach (PollEvent ready in events)
        {
            if (ready.Token == WakerToken)
            {
                _waker.Reset();
                continue;
            }

            counters.Increment((int)((ready.Readiness & PollReadiness.Broken) != 0 ? ListenerMetric.EventError : ListenerMetric.EventRead));
            AcceptBatch(_sockets[(int)ready.Token]);
        }
    }

    private void AcceptBatch(ListeningSocket socket)
    {
        for (int i = 0; i < _options.AcceptBatchMax; i++)
        {
            int descriptor = socket.Accept(out PeerAddress peer);
            if (descriptor >= 0)
            {
                _exhausted = false;
                Place(new AcceptedSocket(descriptor, peer));
            }
            else if (!GoesOnAfter(Errno.Last, socket))
            {
                return;
            }
        }

        _listener.Counters.Increment((int)ListenerMetric.EventMaxReached);
    }

    private void Place(in AcceptedSocket socket)
    {
        if (!_connections.TryTake())
        {
            Refuse(socket.Descriptor);
            return;
        }

        _net.Counters.Increment((int)NetMetric.Accept);
        _ = SocketCalls.SetNoDelay(socket.Descriptor);
        if (!_placement.TryPlace(in socket))
        {
            _connections.GiveBack();
            _listener.Counters.Increment((int)ListenerMetric.SessionDiscard);
            Refuse(socket.Descriptor);
        }
    }

    // True where another connection may wait behind the failed accept.
    private bool GoesOnAfter(int error, ListeningSocket socket)
    {
        switch (error)
        {
            case Errno.EAGAIN:
                return false;
            case Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM:
                return RefuseWithSpare(error, socket);
            default:
                // The connection failed before it was accepted: its client's affair, and the next may be well.
                _net.Counters.Increment((int)NetMetric.AcceptEx);
                return true;
        }
    }

    /// <summary>
    /// Out of descriptors: give up the spare one for a moment, so that a client reads why it is closed, instead of waiting
    /// in the backlog while the level-triggered poller tells of it without end.
    /// </summary>
    private bool RefuseWithSpare(int error, ListeningSocket socket)
    {
        _net.Counters.Increment((int)NetMetric.AcceptEx);
        if (!_exhausted)
        {
            _exhausted = true;
            _listener.Counters.Increment((int)ListenerMetric.DescriptorsUsedUp);
            _log.LogError(
                "cannot accept connections: {Error}; {Open} are open, and new ones are refused until some close (raise ulimit -n, or lower connections_max)",
                Errno.Text(error),
                _connections.Open);
        }

        _spare.Release();
        int descriptor = socket.Accept(out _);
        int second = Errno.Last;
        if (descriptor >= 0)
        {
            Refuse(descriptor);
        }

        bool whole = _spare.TryTake();
        if (descriptor >= 0 && whole)
        {
            return true;
        }

        if (second != Errno.EAGAIN || !whole)
        {
            Rest(true);
        }

        return false;
    }

    private void Refuse(int descriptor)
    {
        _net.Counters.Increment((int)NetMetric.Reject);
        _ = SocketCalls.Send(descriptor, _options.TooManyRefusal.Span);
        _ = SocketCalls.ShutdownSend(descriptor);

        // Closing with unread input resets the connection, which on some systems destroys the answer before it is read.
        _ = SocketCalls.Receive(descriptor, _discard);
        _ = SocketCalls.Close(descriptor);
    }

    private void Rest(bool resting)
    {
        for (int i = 0; i < _sockets.Count; i++)
        {
            int descriptor = _sockets[i].Descriptor;
            PollInterest interest = resting ? PollInterest.None : PollInterest.Read;
            _ = _poller.Modify(descriptor, (ulong)i, interest) || _poller.Add(descriptor, (ulong)i, interest);
        }

        _resting = resting;
    }

    private void CloseSockets()
    {
        foreach (ListeningSocket socket in _sockets)
        {
            socket.Dispose();
        }
    }
}
