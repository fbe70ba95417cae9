using System;
using System.IO;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;

namespace Pelikan.Fuzz.Targets;

/// <summary>
/// One session of a protocol without a socket: serves what has arrived as a worker would, and checks after each call
/// what the protocol promises. Time moves by the request, so that two drivers given the same bytes in other pieces see
/// the same times.
/// </summary>
internal sealed class ProtocolDriver<TProtocol, TStore>
    where TProtocol : struct, IProtocol
    where TStore : struct, IStore
{
    private const long RequestMilliseconds = 700;

    /// <summary>A client reads no more in one session: some requests ask for a reply without end.</summary>
    public const int SentBytesMax = 64 * 1024;

    // Both drivers of a pair draw alike, and every input draws from the beginning.
    private const int ChanceSeed = 20_260;

    private readonly WorkerContext _worker;
    private readonly MemoryStream _sent = new();
    private readonly byte[] _pending;
    private readonly Range[] _keys = new Range[IStore.PrefetchMax];
    private TStore _store;
    private OutputBuffer _output = new(1, 1);
    private SessionState _session;
    private int _pendingLength;
    private long _beganAt;

    public ProtocolDriver(TStore store, WorkerContext worker, int inputBytesMax)
    {
        _store = store;
        _worker = worker;
        _pending = new byte[inputBytesMax];
    }

    /// <summary>Requests served to their end in this session.</summary>
    public int Requests { get; private set; }

    /// <summary>The protocol asked to close the session.</summary>
    public bool HungUp { get; private set; }

    /// <summary>The client has read as much as it wants to.</summary>
    public bool IsSated => _sent.Length >= SentBytesMax;

    /// <summary>Everything sent in this session.</summary>
    public ReadOnlySpan<byte> Sent => _sent.GetBuffer().AsSpan(0, (int)_sent.Length);

    public Instant Now => new(_beganAt + (Requests * RequestMilliseconds));

    /// <summary>Begin a session at an instant, with an empty store and an output buffer of a given high-watermark.</summary>
    public void Begin(long beganAt, int highWatermark)
    {
        _beganAt = beganAt;
        _session = new SessionState { Client = new RespClient { Id = 1 } };
        _worker.Resp.Random = new Random(ChanceSeed);
        _pendingLength = 0;
        _output = new OutputBuffer(Math.Min(highWatermark, 4096), highWatermark);
        _sent.SetLength(0);
        Requests = 0;
        HungUp = false;
        using EpochGuard guard = _store.Enter(Now);
        _store.FlushAll(Now, in guard);
    }

    /// <summary>More bytes have arrived.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_pending.AsSpan(_pendingLength));
        _pendingLength += bytes.Length;
        int served = 0;
        while (!HungUp && !IsSated && ServeOne(_pending.AsSpan(served, _pendingLength - served), out int consumed))
        {
            served += consumed;
        }

        Flush();
        _pendingLength -= served;
        Array.Copy(_pending, served, _pending, 0, _pendingLength);
    }

    /// <summary>One call of the protocol. False when it needs more bytes.</summary>
    private bool ServeOne(ReadOnlySpan<byte> input, out int consumed)
    {
        if (input.IsEmpty)
        {
            consumed = 0;
            return false;
        }

        using EpochGuard guard = _store.Enter(Now);
        ResponseWriter writer = new(_output);
        int writtenBefore = writer.Length;
        int keys = TProtocol.LookAhead(input, _keys);
        foreach (Range key in _keys.AsSpan(0, keys))
        {
            Invariant.Holds(key.Start.Value < key.End.Value && key.End.Value <= input.Length, "a key looked ahead for lies in the input");
        }

        _store.Prefetch(input, _keys.AsSpan(0, keys));
        ServeStatus status = TProtocol.Serve(input, ref _store, in guard, ref writer, ref _session, _worker, out consumed);
        Invariant.Holds(consumed >= 0 && consumed <= input.Length, "a call uses up no more than it was given");
        Invariant.Holds(writer.Length >= writtenBefore, "a call takes back no reply of another");
        switch (status)
        {
            case ServeStatus.Served:
                Invariant.Holds(consumed > 0, "a call that serves uses up input");
                Requests += _session.Phase == 0 ? 1 : 0;
                return true;
            case ServeStatus.OutputFull:
                Invariant.Holds(writer.Length > 0, "output is full only where something was written");
                Flush();
                return true;
            case ServeStatus.HangUp:
                Requests++;
                HungUp = true;
                return true;
            default:
                Invariant.Holds(status == ServeStatus.Incomplete, "a status is one of those named");
                Invariant.Holds(writer.Length == writtenBefore, "half a request is not answered");
                return false;
        }
    }

    private void Flush()
    {
        _sent.Write(_output.Written);
        _output.Reset();
    }
}
