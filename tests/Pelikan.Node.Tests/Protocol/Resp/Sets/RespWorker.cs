using System.Collections.Generic;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Sets;

/// <summary>One worker on real partitions, with one session.</summary>
internal sealed class RespWorker(RoutedStore store, Instant now)
{
    private readonly OutputBuffer _output = new(256, 1 << 20);
    private readonly WorkerContext _worker = new(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count)) { Protocols = ProtocolSet.Resp };
    private RoutedStore _store = store;
    private SessionState _session;

    public ReplyTree Ask(params IReadOnlyList<string> words)
    {
        byte[] request = Encoding.Latin1.GetBytes(RespConversation.Encode(words));
        _output.Reset();
        using EpochGuard guard = _store.Enter(now);
        ResponseWriter output = new(_output);
        ServeStatus status = CacheProtocol.Serve(request, ref _store, in guard, ref output, ref _session, _worker, out int consumed);
        Assert.Equal(ServeStatus.Served, status);
        Assert.Equal(request.Length, consumed);
        return ReplyTree.Parse(Encoding.Latin1.GetString(_output.Written));
    }
}
