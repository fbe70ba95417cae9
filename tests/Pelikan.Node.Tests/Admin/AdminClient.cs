using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Pelikan.Node.Tests.Admin;

/// <summary>A client of a loopback port that never waits for ever.</summary>
internal sealed class AdminClient : IDisposable
{
    private const int TimeoutMilliseconds = 20_000;

    private readonly TcpClient _client = new();
    private readonly NetworkStream _stream;

    internal AdminClient(int port)
    {
        _client.ReceiveTimeout = TimeoutMilliseconds;
        _client.SendTimeout = TimeoutMilliseconds;
        _client.Connect(IPAddress.Loopback, port);
        _stream = _client.GetStream();
    }

    internal Socket Socket => _client.Client;

    internal void Send(string text) => _stream.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Send a request and require this reply, to the byte.</summary>
    internal void Exchange(string request, string reply)
    {
        Send(request);
        Assert.Equal(reply, Receive(reply.Length));
    }

    internal string Receive(int length)
    {
        byte[] received = new byte[length];
        int count = _stream.ReadAtLeast(received, length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(received, 0, count);
    }

    internal string ReceiveToEnd()
    {
        using StreamReader reader = new(_stream, Encoding.UTF8, leaveOpen: true);
        return reader.ReadToEnd();
    }

    /// <summary>One HTTP request on a fresh connection: status line and headers, and the body.</summary>
    internal static (string Head, string Body) Http(int port, string method, string path)
    {
        using AdminClient client = new(port);
        client.Send($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        string[] parts = client.ReceiveToEnd().Split("\r\n\r\n", 2);
        return (parts[0], parts[1]);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
