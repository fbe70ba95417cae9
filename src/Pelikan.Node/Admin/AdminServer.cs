using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Admin;

/// <summary>
/// The ASCII admin port. Control plane: asynchronous sockets on the thread pool, bounded in sessions, line length and time.
/// </summary>
public sealed class AdminServer : IAsyncDisposable
{
    private const int Backlog = 128;

    private static readonly ReadOnlyMemory<byte> TooManySessions = "ERROR too many admin sessions\r\n"u8.ToArray();

    // Accepting fails for a while where file descriptors run out; the pause keeps the loop from spinning.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _listener;
    private readonly IAdminActions _actions;
    private readonly AdminCommands _commands;
    private readonly AdminLimits _limits;
    private readonly AdminMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<long, Task> _sessions = new();
    private readonly Task _accepting;
    private long _lastSession;

    private AdminServer(
        Socket listener, IAdminActions actions, AdminLimits limits, AdminMetrics metrics, TimeProvider time, ILoggerFactory logs)
    {
        _listener = listener;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _actions = actions;
        _commands = new AdminCommands(actions, limits);
        _limits = limits;
        _metrics = metrics;
        _time = time;
        _log = logs.CreateLogger<AdminServer>();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the port listens; the port number is the one the system chose where 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Listen and serve.</summary>
    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static AdminServer Start(
        IPEndPoint endPoint, IAdminActions actions, AdminLimits limits, AdminMetrics metrics, TimeProvider time, ILoggerFactory logs)
    {
        Socket listener = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endPoint);
            listener.Listen(Backlog);
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw;
        }

        return new AdminServer(listener, actions, limits, metrics, time, logs);
    }

    /// <summary>Stop accepting, end every session, wait until they have.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions.Values);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Begin(await _listener.AcceptAsync(_stopping.Token));
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException failure)
            {
                _log.LogWarning("cannot accept an admin session {Reason}", failure.SocketErrorCode);
                await PauseAsync();
            }
        }
    }

    private async Task PauseAsync()
    {
        using CancellationTokenSource pause = new(AcceptPause, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, _stopping.Token);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (either.Token.UnsafeRegister(static state => ((TaskCompletionSource)state!).SetResult(), ended))
        {
            await ended.Task;
        }
    }

    private void Begin(Socket socket)
    {
        if (_sessions.Count >= _limits.SessionsMax)
        {
            TurnAway(socket);
            return;
        }

        long session = ++_lastSession;
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _sessions[session] = ended.Task;
        _ = ServeAsync(socket, session, ended);
    }

    private async Task ServeAsync(Socket socket, long session, TaskCompletionSource ended)
    {
        _metrics.Add(AdminMetric.SessionAccept);
        _metrics.Add(AdminMetric.SessionCurr);
        bool shutdown = false;
        try
        {
            socket.NoDelay = true;
            shutdown = await new AdminSession(socket, _commands, _limits, _metrics, _log).RunAsync(_stopping.Token);
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "admin session failed");
        }
        finally
        {
            socket.Dispose();
            _metrics.Add(AdminMetric.SessionCurr, -1);
            _metrics.Add(AdminMetric.SessionClose);
            _sessions.TryRemove(KeyValuePair.Create(session, ended.Task));
            ended.SetResult();
        }

        if (shutdown)
        {
            _log.LogInformation("shutdown asked for on the admin port");
            _actions.Shutdown();
        }
    }

    private void TurnAway(Socket socket)
    {
        _metrics.Add(AdminMetric.SessionAcceptEx);
        try
        {
            // Fits in the send buffer of a fresh socket, so this does not wait.
            socket.Blocking = false;
            socket.Send(TooManySessions.Span);
        }
        catch (SocketException failure)
        {
            _log.LogDebug("admin session turned away and gone {Reason}", failure.SocketErrorCode);
        }

        socket.Dispose();
    }
}
