using System;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Pelikan.Node.Admin;

/// <summary>One client of the admin port: reads lines, answers each before it reads the next.</summary>
internal sealed class AdminSession
{
    private const byte NewLine = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    // A client that is turned away has this long to take the reason.
    private static readonly TimeSpan LingerTimeout = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly AdminCommands _commands;
    private readonly AdminLimits _limits;
    private readonly AdminMetrics _metrics;
    private readonly ILogger _log;
    private readonly byte[] _input;
    private int _length;

    internal AdminSession(Socket socket, AdminCommands commands, AdminLimits limits, AdminMetrics metrics, ILogger log)
    {
        _socket = socket;
        _commands = commands;
        _limits = limits;
        _metrics = metrics;
        _log = log;

        // The longest line, CR and LF: where that is full and holds no LF, the line is too long.
        _input = new byte[limits.LineBytesMax + 2];
    }

    /// <summary>Serve until the client leaves or breaks a limit. True where the client asked the node to stop.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await ServeAsync(cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _metrics.Add(AdminMetric.SessionTimeout);
        }
        catch (OperationCanceledException)
        {
            // The node stops: the session ends with it.
        }
        catch (SocketException failure)
        {
            _log.LogDebug("admin session lost {Reason}", failure.SocketErrorCode);
        }

        return false;
    }

    private async Task<bool> ServeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int end = Array.IndexOf(_input, NewLine, 0, _length);
            if (end < 0 ? _length == _input.Length : LineLength(end) > _limits.LineBytesMax)
            {
                await SendAsync(AdminReply.Error($"a line has at most {_limits.LineBytesMax} bytes"), cancellation);
                await LingerAsync(cancellation);
                return false;
            }

            if (end < 0)
            {
                if (!await ReceiveAsync(cancellation))
                {
                    return false;
                }

                continue;
            }

            AdminReply reply = await ExecuteAsync(Take(end), cancellation);
            await SendAsync(reply, cancellation);
            if (reply.After != AdminNext.Continue)
            {
                return reply.After == AdminNext.Shutdown;
            }
        }
    }

    private async Task<AdminReply> ExecuteAsync(string line, CancellationToken cancellation)
    {
        _metrics.Add(AdminMetric.RequestParse);
        AdminReply reply;
        try
        {
            reply = await _commands.ExecuteAsync(line, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _log.LogError(failure, "admin command failed {Line}", line);
            reply = AdminReply.Error("the command failed; the log says why");
        }

        if (reply.IsError)
        {
            _metrics.Add(AdminMetric.RequestParseEx);
        }

        return reply;
    }

    /// <summary>Bytes of the line before the LF at <paramref name="end"/>, without a CR.</summary>
    private int LineLength(int end) => end > 0 && _input[end - 1] == CarriageReturn ? end - 1 : end;

    /// <summary>The line that ends at <paramref name="end"/>, without its end; the rest moves to the front.</summary>
    private string Take(int end)
    {
        string line = Encoding.UTF8.GetString(_input, 0, LineLength(end));
        _length -= end + 1;
        Buffer.BlockCopy(_input, end + 1, _input, 0, _length);
        return line;
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_limits.IdleTimeout);
        int received = await _socket.ReceiveAsync(_input.AsMemory(_length), deadline.Token);
        _length += received;
        return received > 0;
    }

    private async Task SendAsync(AdminReply reply, CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_limits.SendTimeout);
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(reply.Text);
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, deadline.Token)..];
        }

        _metrics.Add(AdminMetric.ResponseCompose);
    }

    /// <summary>
    /// Read away what the client still sends, for a moment. A socket closed with unread input resets the connection, and
    /// the client would never see why.
    /// </summary>
    private async Task LingerAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(LingerTimeout);
        _socket.Shutdown(SocketShutdown.Send);
        while (await _socket.ReceiveAsync(_input.AsMemory(), deadline.Token) > 0)
        {
        }
    }
}
