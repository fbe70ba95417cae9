using System;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pelikan.Node.Tests.Net;

/// <summary>A client that says bytes and reads bytes, blocking, each read with a deadline.</summary>
internal sealed class WireClient : IDisposable
{
    private const int DeadlineMilliseconds = 20_000;

    private readonly Socket _socket;

    internal WireClient(EndPoint server)
        : this(new Socket(
            server.AddressFamily, SocketType.Stream, server is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp)) =>
        Connect(server);

    /// <summary>A client that has its descriptor already and is still to connect.</summary>
    internal WireClient(Socket socket)
    {
        _socket = socket;
        _socket.ReceiveTimeout = DeadlineMilliseconds;
        _socket.SendTimeout = DeadlineMilliseconds;
    }

    internal Socket Socket => _socket;

    internal void Connect(EndPoint server)
    {
        if (server is IPEndPoint)
        {
            _socket.NoDelay = true;
        }

        _socket.Connect(server);
    }

    internal void Send(string text) => Send(Encoding.ASCII.GetBytes(text));

    internal void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    /// <summary>Send as much as the kernel takes without waiting; returns how much.</summary>
    internal int SendWithoutWaiting(ReadOnlySpan<byte> bytes)
    {
        _socket.Blocking = false;
        int sent = _socket.Send(bytes, SocketFlags.None, out SocketError error);
        _socket.Blocking = true;
        return error == SocketError.Success ? sent : 0;
    }

    internal byte[] ReadExactly(int count)
    {
        byte[] bytes = new byte[count];
        int read = 0;
        while (read < count)
        {
            int received = _socket.Receive(bytes.AsSpan(read));
            if (received == 0)
            {
                throw new InvalidOperationException($"the server closed after {read} of {count} bytes");
            }

            read += received;
        }

        return bytes;
    }

    internal string ReadText(int length) => Encoding.ASCII.GetString(ReadExactly(length));

    /// <summary>One line, without its line feed.</summary>
    internal string ReadLine()
    {
        StringBuilder line = new();
        while (true)
        {
            string next = ReadText(1);
            if (next == "\n")
            {
                return line.ToString();
            }

            line.Append(next);
        }
    }

    /// <summary>Everything up to the server's end.</summary>
    internal string ReadToEnd()
    {
        StringBuilder text = new();
        byte[] buffer = new byte[65536];
        while (true)
        {
            int received = _socket.Receive(buffer);
            if (received == 0)
            {
                return text.ToString();
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, received));
        }
    }

    internal string Ask(string request)
    {
        Send(request + "\n");
        return ReadLine();
    }

    internal void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Break the connection with a reset.</summary>
    internal void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();
}
