using System;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp.Collections;

/// <summary>Serves requests and throws the replies away, allocating nothing itself.</summary>
internal sealed class AllocationProbe
{
    private readonly Model _model = new();
    private readonly OutputBuffer _output = new(64 * 1024, highWatermark: 64 * 1024);
    private readonly WorkerContext _worker =
        new(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count)) { Protocols = ProtocolSet.Resp };

    private SessionState _session;

    public void Serve(ReadOnlySpan<byte> requests)
    {
        ModelStore store = new(_model);
        using EpochGuard guard = store.Enter(new Instant(5_000));
        while (!requests.IsEmpty)
        {
            ResponseWriter output = new(_output);
            ServeStatus status = CacheProtocol.Serve(requests, ref store, in guard, ref output, ref _session, _worker, out int consumed);
            Assert.True(status == ServeStatus.Served && _output.Written[0] != '-');
            requests = requests[consumed..];
            _output.Reset();
        }
    }
}
