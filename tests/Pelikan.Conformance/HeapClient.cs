using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Pelikan.Conformance;

/// <summary>
/// A client of one server after the other that knows what they must answer: values say their key and version, and it keeps the version
/// that was last acknowledged, and which write it has no answer to.
/// </summary>
internal sealed class HeapClient(Random random) : IDisposable
{
    private const int Keys = 2_000;
    private const int NoKey = -1;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, int> _acknowledged = [];
    private TcpClient? _client;
    private StreamReader? _reader;
    private Thread? _writer;
    private int _pending = NoKey;

    public void Connect(int port)
    {
        _client = new TcpClient { ReceiveTimeout = 20_000, SendTimeout = 20_000, NoDelay = true };
        _client.Connect("127.0.0.1", port);
        _reader = new StreamReader(_client.GetStream(), Encoding.ASCII);
    }

    /// <summary>Store items until the server goes away; this returns when <paramref name="until"/> are acknowledged.</summary>
    public void StoreInTheBackground(int until)
    {
        CountdownEvent stored = new(until);
        _writer = new Thread(() => StoreUntilTheEnd(stored)) { IsBackground = true };
        _writer.Start();
        if (!stored.Wait(Deadline))
        {
            throw new InvalidOperationException($"{stored.CurrentCount} of {until} writes are not acknowledged within {Deadline}");
        }
    }

    /// <summary>The server is gone: wait until the writer has noticed.</summary>
    public void Disconnect()
    {
        if (_writer is not null && !_writer.Join(Deadline))
        {
            throw new InvalidOperationException($"the connection to a server that is gone is still open after {Deadline}");
        }

        _writer = null;
        _reader?.Dispose();
        _client?.Dispose();
    }

    /// <summary>Read every key from a server that must have all of them; what is wrong, or null.</summary>
    public string? FindFault()
    {
        if (_pending != NoKey && Get(_pending) == ValueOf(_pending, _acknowledged.GetValueOrDefault(_pending) + 1))
        {
            // The answer was lost, the write was not.
            _acknowledged[_pending] = _acknowledged.GetValueOrDefault(_pending) + 1;
        }

        _pending = NoKey;
        foreach ((int key, int version) in _acknowledged)
        {
            string? value = Get(key);
            if (value != ValueOf(key, version))
            {
                return $"key{key} is {value ?? "absent"}; version {version} was acknowledged";
            }
        }

        return null;
    }

    /// <summary>Read every key from a server that must be empty, and begin anew; what is there, or null.</summary>
    public string? FindAnything()
    {
        for (int key = 0; key < Keys; key++)
        {
            string? value = Get(key);
            if (value is not null)
            {
                return $"key{key} is {value}";
            }
        }

        _acknowledged.Clear();
        _pending = NoKey;
        return null;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _client?.Dispose();
    }

    private static string ValueOf(int key, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{key}:{version}:{new string((char)('a' + (key % 26)), key % 500)}");

    private void StoreUntilTheEnd(CountdownEvent stored)
    {
        try
        {
            while (true)
            {
                Store(random.Next(Keys));
                if (!stored.IsSet)
                {
                    stored.Signal();
                }
            }
        }
        catch (IOException)
        {
            // The server is gone, which is what the test does to it.
        }
    }

    private void Store(int key)
    {
        int version = _acknowledged.GetValueOrDefault(key) + 1;
        string value = ValueOf(key, version);
        _pending = key;
        Send($"set key{key} {version} 0 {value.Length}\r\n{value}\r\n");
        string reply = ReadLine();
        if (reply != "STORED")
        {
            throw new InvalidOperationException($"a set is answered with {reply}");
        }

        _acknowledged[key] = version;
        _pending = NoKey;
    }

    private string? Get(int key)
    {
        Send($"get key{key}\r\n");
        if (ReadLine() == "END")
        {
            return null;
        }

        string value = ReadLine();
        return ReadLine() == "END" ? value : throw new InvalidOperationException("a get has no end");
    }

    private void Send(string request) => _client!.GetStream().Write(Encoding.ASCII.GetBytes(request));

    private string ReadLine() => _reader!.ReadLine() ?? throw new EndOfStreamException("the server closed the connection");
}
