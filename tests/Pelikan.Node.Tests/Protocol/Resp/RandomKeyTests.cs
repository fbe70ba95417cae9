using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>RANDOMKEY over real partitions: whatever the tables look like, each key of each shard comes up.</summary>
public sealed class RandomKeyTests
{
    private readonly OutputBuffer _output = new(256, 1 << 20);
    private readonly WorkerContext _worker =
        new(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count)) { Protocols = ProtocolSet.Resp };

    private SessionState _session;

    /// <summary>From tables that are looked at wholly, over such that have a key here and there, to such that have a dozen in every head.</summary>
    [Theory]
    [InlineData(10, 20, 0.6, 1.6)]
    [InlineData(16, 40, 0.4, 2.5)]
    [InlineData(12, 500, 0.4, 2.5)]
    [InlineData(10, 3000, 0.3, 3.0)]
    public void Every_key_comes_up_about_as_often_as_others(int hashPower, int keys, double least, double most)
    {
        const int DrawsPerKey = 200;
        using RoutedPartitions partitions = new(shards: 4, segmentBytes: 64 * 1024, segments: 256, new SegCacheOptions { HashPower = hashPower });
        RoutedStore store = partitions.NewStore();
        _worker.Resp.Random = new Random(12345);
        for (int key = 0; key < keys; key++)
        {
            Assert.Equal("+OK\r\n", Ask(ref store, "SET", $"key{key}", "v"));
        }

        Dictionary<string, int> met = [];
        for (int draw = 0; draw < keys * DrawsPerKey; draw++)
        {
            string reply = Ask(ref store, "RANDOMKEY");
            met[reply] = met.GetValueOrDefault(reply) + 1;
        }

        Assert.Equal(keys, met.Count);
        Assert.InRange(met.Values.Min(), least * DrawsPerKey, DrawsPerKey);
        Assert.InRange(met.Values.Max(), DrawsPerKey, most * DrawsPerKey);
    }

    private string Ask(ref RoutedStore store, params string[] words)
    {
        byte[] request = Encoding.Latin1.GetBytes(RespConversation.Encode(words));
        _output.Reset();
        using EpochGuard guard = store.Enter(new Instant(5_000));
        ResponseWriter output = new(_output);
        ServeStatus status = CacheProtocol.Serve(request, ref store, in guard, ref output, ref _session, _worker, out _);
        Assert.Equal(ServeStatus.Served, status);
        return Encoding.Latin1.GetString(_output.Written);
    }
}
