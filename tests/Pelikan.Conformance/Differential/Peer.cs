using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Pelikan.Conformance.Differential;

/// <summary>One connection to one of the two servers that are compared.</summary>
internal sealed class Peer : IDisposable
{
    private const int ReplyDeadlineMilliseconds = 5_000;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    public Peer(int port)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = ReplyDeadlineMilliseconds,
        };
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <summary>What was received and not yet consumed.</summary>
    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Send without waiting: a server may want its replies read before it reads on.</summary>
    public async Task Send(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent)).ConfigureAwait(false);
        }
    }

    public byte[] Take(int count)
    {
        byte[] taken = Unread[..count].ToArray();
        _start += count;
        return taken;
    }

    /// <summary>Wait for more bytes.</summary>
    /// <exception cref="IOException">The server closed the connection, or says nothing.</exception>
    public void Receive()
    {
        MakeRoom();
        int received;
        try
        {
            received = _socket.Receive(_buffer.AsSpan(_end));
        }
        catch (SocketException failure)
        {
            throw new IOException($"no reply: {failure.SocketErrorCode}", failure);
        }

        if (received == 0)
        {
            throw new IOException("the connection was closed");
        }

        _end += received;
    }

    public void Dispose() => _socket.Dispose();

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
