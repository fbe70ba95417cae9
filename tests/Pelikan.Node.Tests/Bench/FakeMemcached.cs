using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Pelikan.Node.Tests.Bench;

/// <summary>A server for get and set whose answers a test can spoil or hold back. One thread a connection.</summary>
internal sealed class FakeMemcached : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, byte[]> _items = new(StringComparer.Ordinal);
    private readonly Func<int, byte[], byte[]?> _reply;
    private int _requests;

    /// <param name="reply">From the number of the request and the honest reply to the reply that is sent; null closes the connection.</param>
    public FakeMemcached(Func<int, byte[], byte[]?> reply)
    {
        _reply = reply;
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = _listener.AcceptTcpClient();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            NetworkStream replies = client.GetStream();
            using BufferedStream stream = new(replies);
            while (ReadLine(stream) is { Length: > 0 } line)
            {
                if (_reply(Interlocked.Increment(ref _requests), Honest(line, stream)) is not { } reply)
                {
                    return;
                }

                replies.Write(reply);
            }
        }
        catch (IOException)
        {
            // The generator has closed its side.
        }
        finally
        {
            client.Dispose();
        }
    }

    private byte[] Honest(string line, Stream stream)
    {
        string[] words = line.Split(' ');
        if (words[0] == "set")
        {
            byte[] value = new byte[int.Parse(words[4], CultureInfo.InvariantCulture)];
            stream.ReadExactly(value);
            ReadLine(stream);
            _items[words[1]] = value;
            return "STORED\r\n"u8.ToArray();
        }

        using MemoryStream reply = new();
        foreach (string key in words.AsSpan(1))
        {
            if (_items.TryGetValue(key, out byte[]? value))
            {
                reply.Write(Encoding.ASCII.GetBytes($"VALUE {key} 0 {value.Length}\r\n"));
                reply.Write([.. value, .. "\r\n"u8]);
            }
        }

        reply.Write("END\r\n"u8);
        return reply.ToArray();
    }

    private static string ReadLine(Stream stream)
    {
        StringBuilder line = new();
        for (int next = stream.ReadByte(); next is >= 0 and not '\n'; next = stream.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString().TrimEnd('\r');
    }
}
