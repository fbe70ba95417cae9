using System;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>One RESP session on real partitions, as a worker has it: of one thread.</summary>
internal sealed class StoreSession(RoutedStore store, int seed = 1)
{
    private readonly OutputBuffer _output = new(64 * 1024, highWatermark: 64 * 1024);
    private readonly WorkerContext _worker =
        new(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count))
        {
            Protocols = ProtocolSet.Resp,
            Resp = { Random = new Random(seed) },
        };

    private RoutedStore _store = store;
    private SessionState _session;

    public string Ask(params string[] words)
    {
        byte[] request = Encoding.Latin1.GetBytes(RespConversation.Encode(words));
        StringBuilder replies = new();
        ServeStatus status;
        do
        {
            using EpochGuard guard = _store.Enter(new Instant(5_000));
            ResponseWriter output = new(_output);
            status = CacheProtocol.Serve(request, ref _store, in guard, ref output, ref _session, _worker, out int consumed);
            Assert.True(status == ServeStatus.OutputFull ? consumed == 0 : consumed == request.Length, "a request is served whole");
            replies.Append(Encoding.Latin1.GetString(_output.Written));
            _output.Reset();
        }
        while (status == ServeStatus.OutputFull);
        return replies.ToString();
    }
}
