using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace Pelikan.Conformance;

/// <summary>
/// A client that knows what the server must answer: values say their key and version, and it keeps the version last acknowledged.
/// </summary>
internal sealed class HeapClient : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly Random _random;
    private readonly Dictionary<int, int> _acknowledged;
    private int _pending = -1;

    /// <param name="port">Of the server.</param>
    /// <param name="random">Chooses keys.</param>
    /// <param name="acknowledged">Version by key; goes from one server to the next.</param>
    public HeapClient(int port, Random random, Dictionary<int, int> acknowledged)
    {
        _random = random;
        _acknowledged = acknowledged;
        _client = new TcpClient { ReceiveTimeout = 20_000, SendTimeout = 20_000, NoDelay = true };
        _client.Connect("127.0.0.1", port);
        _reader = new StreamReader(_client.GetStream(), Encoding.ASCII);
    }

    /// <summary>Store <paramref name="count"/> items; false if the server went away meanwhile.</summary>
    public bool TryStore(int count)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                Store(_random.Next(2_000));
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Read every key; the result says what is wrong, or is null.</summary>
    /// <param name="mayMiss">Whether a key may be absent; if it may not, whatever was acknowledged is there.</param>
    public string? FindFault(bool mayMiss)
    {
        foreach ((int key, int version) in _acknowledged)
        {
            string? value = Get(key);
            bool isRight = value == ValueOf(key, version) || (key == _pending && value == ValueOf(key, version + 1));
            if (value is null ? !mayMiss : !isRight)
            {
                return $"key{key} is {value ?? "absent"}; version {version} was acknowledged";
            }
        }

        return null;
    }

    /// <summary>Keys that the server has.</summary>
    public int CountPresent()
    {
        int present = 0;
        foreach (int key in _acknowledged.Keys)
        {
            present += Get(key) is null ? 0 : 1;
        }

        return present;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }

    private static string ValueOf(int key, int version) => string.Create(CultureInfo.InvariantCulture, $"{key}:{version}:{new string((char)('a' + (key % 26)), key % 500)}");

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
        _pending = -1;
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

    private void Send(string request) => _client.GetStream().Write(Encoding.ASCII.GetBytes(request));

    private string ReadLine() => _reader.ReadLine() ?? throw new EndOfStreamException("the server closed the connection");
}
