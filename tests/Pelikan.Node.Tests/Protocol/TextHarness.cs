using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Node.Tests.Protocol.Resp;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>
/// One session of a cache's protocols in process: what a worker does around it, and nothing else. Holds the protocol to
/// its side of the bargain: progress on every call, and no bytes used of a request it calls incomplete.
/// </summary>
internal sealed class TextHarness
{
    private const long SessionId = 7;

    private readonly List<byte> _replies = [];
    private readonly OutputBuffer _output;
    private readonly WorkerContext _worker;
    private byte[] _pending = [];
    private ModelStore _store;
    private SessionState _session;

    public TextHarness(
        ProtocolLimits? limits = null,
        int highWatermark = 64 * 1024,
        ProtocolSet protocols = ProtocolSet.Memcache,
        Credentials? credentials = null,
        Model? model = null)
    {
        limits ??= new ProtocolLimits();
        Model = model ?? new Model { ValueBytesMax = limits.ValueBytesMax };
        _output = new OutputBuffer(256, highWatermark);
        Counters = new CounterBlock(CacheMetrics.All.Count);
        _worker = new WorkerContext(limits, Server, Counters) { Protocols = protocols, Credentials = credentials };
        _store = new ModelStore(Model);

        // So that two harnesses that hear the same say the same.
        _session.Client = new RespClient { Id = SessionId };
    }

    /// <summary>A server of RESP whose output is never full.</summary>
    public static TextHarness Resp() => new(new ProtocolLimits(), 1 << 20, ProtocolSet.Resp);

    public Model Model { get; }

    public FakeServer Server { get; } = new();

    public CounterBlock Counters { get; }

    public Instant Now { get; set; } = new(5_000);

    public bool Closed { get; private set; }

    /// <summary>How often the output was full and had to be drained before the protocol went on.</summary>
    public int Drains { get; private set; }

    /// <summary>Bytes that replies have room for; it grows by what is reserved.</summary>
    public int OutputCapacity => _output.Capacity;

    public int PendingBytes => _pending.Length;

    public SessionState Session => _session;

    /// <summary>Receive bytes, serve what they complete, and return the replies, as text of one byte a character.</summary>
    public string Send(string request) => Encoding.Latin1.GetString(Send(Encoding.Latin1.GetBytes(request)));

    /// <summary>Send an array of bulk strings, as clients of Redis do.</summary>
    public string Ask(params IReadOnlyList<string> words) => Send(RespConversation.Encode(words));

    public byte[] Send(ReadOnlySpan<byte> request)
    {
        _pending = [.. _pending, .. request];
        while (!Closed && ServeOnce())
        {
        }

        Drain();
        byte[] replies = [.. _replies];
        _replies.Clear();
        return replies;
    }

    public long Count(RespMetric metric) => Counters.Read((int)metric);

    public long Count(MemcacheMetric metric) => Counters.Read((int)metric);

    private bool ServeOnce()
    {
        int writtenBefore = _output.Length;
        ServeStatus status = Serve(out int consumed);
        Assert.InRange(consumed, 0, _pending.Length);
        _pending = _pending[consumed..];
        switch (status)
        {
            case ServeStatus.Served:
                Assert.True(consumed > 0, "a request was served and used no input");
                return true;

            case ServeStatus.OutputFull:
                Assert.True(_output.Length >= _output.HighWatermark, "the output is called full below its high-watermark");
                Assert.True(consumed > 0 || _output.Length > 0, "an empty output is called full");
                Drains++;
                Drain();
                return true;

            case ServeStatus.HangUp:
                Closed = true;
                return false;

            default:
                Assert.Equal(0, consumed);
                Assert.Equal(writtenBefore, _output.Length);
                return false;
        }
    }

    private ServeStatus Serve(out int consumed)
    {
        using EpochGuard guard = _store.Enter(Now);
        ResponseWriter output = new(_output);
        return CacheProtocol.Serve(_pending, ref _store, in guard, ref output, ref _session, _worker, out consumed);
    }

    private void Drain()
    {
        _replies.AddRange(_output.Written);
        _output.Reset();
    }
}
