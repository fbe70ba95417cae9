using System;
using System.Collections.Generic;
using System.Text;
using Pelikan.Actors.Sharding;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Memcache.Text;
using Pelikan.Node.Protocol.Ping;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
using Pelikan.Storage.Segments;

namespace Pelikan.Benchmarks.Session;

/// <summary>
/// What a worker does between its receive and its send: bytes of requests in, bytes of replies out, without a socket. "parse" has
/// no storage behind it; "turn" has a real partition, an epoch guard a turn, and sixteen requests in it.
/// </summary>
internal static class SessionBenchmarks
{
    private const int Turns = 50_000;
    private const int RequestsPerTurn = 16;
    private const int Operations = Turns * RequestsPerTurn;
    private const int MultiKeys = 100;

    private static readonly Instant Now = new(1_000_000);

    public static void Run(BenchmarkRun run)
    {
        double ping = Measure<PingProtocol, NoopStore>(run, "parse ping", Repeat("ping\r\n"), default, PingMetrics.All, 0);
        Measure<MemcacheText, NoopStore>(
            run, "parse get", Repeat("get key-000000000001\r\n"), default, MemcacheMetrics.All, ping);
        Measure<MemcacheText, NoopStore>(run, "parse set", Repeat(SetOf(1)), default, MemcacheMetrics.All, ping);

        using SegmentPool pool = new(64L * 1024 * 1024, 2 * 1024 * 1024);
        Epoch epoch = new();
        using SegPartition partition = new(new SegCacheOptions(), pool, epoch, new Maintainer(epoch), hashSeed: 0x5EED);
        RoutedStore store = new(
            new ShardMap<SegPartition>(new ShardSnapshot<SegPartition>(1, [partition])), epoch.Register());
        Measure<MemcacheText, RoutedStore>(run, "turn of sets", Repeat(SetOf), store, MemcacheMetrics.All, ping, partition);
        Measure<MemcacheText, RoutedStore>(
            run, "turn of gets", Repeat(i => $"get key-{i:D12}\r\n"), store, MemcacheMetrics.All, ping, partition);
        Measure<MemcacheText, RoutedStore>(
            run, "turn of 100-key gets", Repeat(_ => MultiGet()), store, MemcacheMetrics.All, ping, partition);
        foreach ((string name, Func<int, string> request) in SessionRequests.All)
        {
            Measure<CacheProtocol, RoutedStore>(run, name, Repeat(request), store, CacheMetrics.All, ping, partition);
        }
    }

    private static string SetOf(int i) => $"set key-{i:D12} 0 0 32\r\n{new string('v', 32)}\r\n";

    private static string MultiGet()
    {
        StringBuilder line = new("get");
        for (int i = 0; i < MultiKeys; i++)
        {
            line.Append(System.Globalization.CultureInfo.InvariantCulture, $" key-{i % RequestsPerTurn:D12}");
        }

        return line.Append("\r\n").ToString();
    }

    private static byte[] Repeat(string request) => Repeat(_ => request);

    private static byte[] Repeat(Func<int, string> request)
    {
        StringBuilder input = new();
        for (int i = 0; i < RequestsPerTurn; i++)
        {
            input.Append(request(i));
        }

        return Encoding.Latin1.GetBytes(input.ToString());
    }

    private static double Measure<TProtocol, TStore>(
        BenchmarkRun run,
        string name,
        byte[] input,
        TStore store,
        IReadOnlyList<MetricInfo> metrics,
        double baseline,
        SegPartition? partition = null)
        where TProtocol : struct, IProtocol
        where TStore : struct, IStore
    {
        OutputBuffer buffer = new(64 * 1024, 1024 * 1024);
        WorkerContext worker = new(new ProtocolLimits(), new NoServer(), new CounterBlock(metrics.Count)) { Protocols = ProtocolSet.All };
        return run.Measure(name, Operations, () =>
        {
            for (int turn = 0; turn < Turns; turn++)
            {
                Serve<TProtocol, TStore>(input, ref store, buffer, worker);
                if (partition is not null && turn % 1024 == 0)
                {
                    partition.Maintain(Now);
                }
            }

            return 0;
        }, baseline);
    }

    /// <summary>One turn of a session: every request of the input, one guard.</summary>
    private static void Serve<TProtocol, TStore>(byte[] bytes, ref TStore store, OutputBuffer buffer, WorkerContext worker)
        where TProtocol : struct, IProtocol
        where TStore : struct, IStore
    {
        buffer.Reset();
        ReadOnlySpan<byte> input = bytes;
        ResponseWriter output = new(buffer);
        SessionState session = default;
        using EpochGuard guard = store.Enter(Now);
        Span<Range> keys = stackalloc Range[IStore.PrefetchMax];
        int count = TProtocol.LookAhead(input, keys);
        if (count > 1)
        {
            store.Prefetch(input, keys[..count]);
        }

        while (!input.IsEmpty)
        {
            ServeStatus status = TProtocol.Serve(input, ref store, in guard, ref output, ref session, worker, out int consumed);
            if (status != ServeStatus.Served)
            {
                throw new InvalidOperationException($"the protocol answered {status} to a complete request");
            }

            input = input[consumed..];
        }
    }

    private sealed class NoServer : IServerControl
    {
        public string Version => "0";

        public long UnixMillisecondsAtInstantZero => 0;

        public bool FlushAllowed => false;

        public bool VisitStats(ReadOnlySpan<byte> group, Action<string, string> visit) => false;

        public void ResetStats()
        {
        }

        public void SetVerbosity(int level)
        {
        }
    }
}
