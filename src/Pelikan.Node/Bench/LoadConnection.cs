using System;
using System.Net.Sockets;
using Pelikan.Node.Net.Interop;

namespace Pelikan.Node.Bench;

/// <summary>One connection to the server: its requests in flight, and the bytes of a reply or request that is cut in two.</summary>
internal sealed class LoadConnection : IDisposable
{
    private const int InputBytesMin = 16 * 1024;

    private readonly Socket _socket;
    private readonly PendingRequest[] _pending;
    private readonly long[] _keys;
    private readonly int _keysEach;
    private int _oldest;
    private byte[] _input = [];
    private byte[] _output = [];
    private int _outputStart;
    private int _outputEnd;

    /// <param name="socket">Connected; from now on owned here.</param>
    /// <param name="index">Its place among its thread's connections, and its token in the poller.</param>
    /// <param name="depth">The most requests in flight.</param>
    /// <param name="keysEach">Key numbers remembered for each request; 0 where values are not checked.</param>
    public LoadConnection(Socket socket, int index, int depth, int keysEach)
    {
        _socket = socket;
        Index = index;
        Descriptor = (int)socket.Handle;
        _pending = new PendingRequest[depth];
        _keys = new long[depth * keysEach];
        _keysEach = keysEach;
    }

    public int Index { get; }

    public int Descriptor { get; }

    public bool IsLost { get; private set; }

    public int InFlight { get; private set; }

    /// <summary>Bytes of a reply whose rest has not come.</summary>
    public int InputLength { get; private set; }

    public bool HasOutput => _outputEnd > _outputStart;

    public ref PendingRequest Oldest => ref _pending[_oldest];

    /// <summary>The keys that the oldest request asked for.</summary>
    public ReadOnlySpan<long> OldestKeys => _keysEach == 0 ? [] : _keys.AsSpan(_oldest * _keysEach, _pending[_oldest].KeyCount);

    /// <summary>A request is written.</summary>
    public void Push(BenchRequest request, long intendedAt)
    {
        int at = _oldest + InFlight;
        at = at >= _pending.Length ? at - _pending.Length : at;
        _pending[at] = new PendingRequest { IntendedAt = intendedAt, Verb = request.Verb, KeyCount = request.KeyCount };
        if (_keysEach > 0)
        {
            request.Keys.CopyTo(_keys.AsSpan(at * _keysEach));
        }

        InFlight++;
    }

    /// <summary>The oldest request has its reply.</summary>
    public void Pop()
    {
        _oldest = _oldest + 1 == _pending.Length ? 0 : _oldest + 1;
        InFlight--;
    }

    /// <summary>Room after the bytes kept, at least half as much again as they are.</summary>
    public Span<byte> InputRoom()
    {
        if (_input.Length - InputLength < _input.Length / 3)
        {
            Array.Resize(ref _input, 2 * _input.Length);
        }

        return _input.AsSpan(InputLength);
    }

    /// <summary>The bytes kept, with those just received into <see cref="InputRoom"/>.</summary>
    public ReadOnlySpan<byte> InputWith(int received) => _input.AsSpan(0, InputLength + received);

    /// <summary>Keep the beginning of a reply; the span may lie in this connection's own buffer.</summary>
    public void KeepInput(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > _input.Length)
        {
            _input = GC.AllocateUninitializedArray<byte>(Math.Max(InputBytesMin, 2 * rest.Length));
        }

        rest.CopyTo(_input);
        InputLength = rest.Length;
    }

    /// <summary>Keep the end of a request that the kernel has no room for.</summary>
    public void KeepOutput(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > _output.Length)
        {
            _output = GC.AllocateUninitializedArray<byte>(rest.Length);
        }

        rest.CopyTo(_output);
        _outputStart = 0;
        _outputEnd = rest.Length;
    }

    /// <summary>Send what was kept; the result is that of <see cref="SocketCalls.Send"/>.</summary>
    public int SendOutput()
    {
        int sent = SocketCalls.Send(Descriptor, _output.AsSpan(_outputStart, _outputEnd - _outputStart));
        _outputStart += Math.Max(0, sent);
        return sent;
    }

    /// <summary>Give the connection up; returns how many requests stay without a reply.</summary>
    public int Lose()
    {
        int unanswered = InFlight;
        IsLost = true;
        InFlight = 0;
        _outputEnd = _outputStart;
        Dispose();
        return unanswered;
    }

    public void Dispose() => _socket.Dispose();
}
