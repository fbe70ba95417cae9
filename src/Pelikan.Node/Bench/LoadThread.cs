using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Pelikan.Node.Net;

namespace Pelikan.Node.Bench;

/// <summary>One load thread: its connections, its poller, and the loops that run on it, one after the other.</summary>
internal sealed class LoadThread<TClient> : IDisposable
    where TClient : struct, IBenchClient
{
    private const int EventsMax = 512;

    private readonly BenchOptions _options;
    private readonly int _index;
    private readonly int _depth;
    private readonly IPoller _poller = new EpollPoller(EventsMax);
    private readonly LoadConnection[] _connections;
    private readonly RequestBuffer _requests;
    private Thread? _thread;
    private Exception? _failure;

    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public LoadThread(BenchOptions options, int index, EndPoint server, ValueBytes values)
    {
        _options = options;
        _index = index;
        _depth = options.Prefill ? Math.Max(options.Depth, BenchLimits.PrefillDepthMin) : options.Depth;
        _requests = new RequestBuffer(options, values);
        _connections = new LoadConnection[ShareOf(options.Connections)];
        for (int i = 0; i < _connections.Length; i++)
        {
            _connections[i] = Connect(server, i);
        }
    }

    /// <summary>The loop that runs now or ran last.</summary>
    public LoadLoop<TClient>? Loop { get; private set; }

    public void StartPrefill(LoadControl control)
    {
        LoadThreadSetup setup = Setup(new PrefillRequests(_options, _index), [BenchVerb.Set], _depth);
        Start(control, setup);
    }

    public void StartLoad(LoadControl control)
    {
        LoadThreadSetup setup = Setup(new MixedRequests(_options, _index), _options.Mix.Verbs, _options.Depth);
        Start(control, setup with
        {
            Budget = _options.Requests is { } requests ? ShareOf(requests) : long.MaxValue,
            RatePerSecond = _options.Rate,
        });
    }

    /// <summary>Wait until the loop has ended.</summary>
    /// <exception cref="InvalidOperationException">The loop itself failed.</exception>
    public LoadLoop<TClient> Finish()
    {
        _thread!.Join();
        return _failure is null ? Loop! : throw new InvalidOperationException("a load thread failed: " + _failure.Message, _failure);
    }

    public void Dispose()
    {
        foreach (LoadConnection? connection in _connections)
        {
            connection?.Dispose();
        }

        _poller.Dispose();
    }

    private LoadConnection Connect(EndPoint server, int index)
    {
        bool isUnix = server.AddressFamily == AddressFamily.Unix;
        Socket socket = new(server.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            socket.NoDelay = !isUnix;
            socket.Connect(server);
            LoadConnection connection = new(socket, index, _depth, _options.Verify ? _options.Multiget : 0);
            return _poller.Add(connection.Descriptor, (ulong)index, PollInterest.Read)
                ? connection
                : throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private LoadThreadSetup Setup(RequestSource source, ReadOnlySpan<BenchVerb> verbs, int depth) => new()
    {
        Thread = _index,
        Threads = _options.Threads,
        Poller = _poller,
        Connections = _connections,
        Source = source,
        Requests = _requests,
        Tallies = new LoadTallies(verbs, _options.Verify),
        KeysMax = _options.Multiget,
        Depth = depth,
    };

    private void Start(LoadControl control, LoadThreadSetup setup)
    {
        Loop = new LoadLoop<TClient>(control, setup);
        _thread = new Thread(() => RunToEnd(control)) { IsBackground = true, Name = $"bench-{_index}" };
        _thread.Start();
    }

    private void RunToEnd(LoadControl control)
    {
        try
        {
            Loop!.Run();
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
        finally
        {
            control.Ended();
        }
    }

    /// <summary>This thread's part of a whole; the parts differ by one at most and add up to it.</summary>
    private long ShareOf(long whole) => (whole * (_index + 1) / _options.Threads) - (whole * _index / _options.Threads);
}
