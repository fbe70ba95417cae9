using System;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Memcache.Binary;
using Pelikan.Storage.Metrics;
using Xunit;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol.Memcache.Binary;

public sealed class BinaryAllocationTests
{
    private const int Rounds = 4_000;

    // Every operation that touches data, its hits, its misses and its errors; and every attempt to give credentials.
    private static readonly string[] Requests =
    [
        Request(0x00, "a"), Request(0x00, "none"), Request(0x09, "a"), Request(0x09, "none"), Request(0x0c, "a"), Request(0x0d, "none"),
        Request(0x1d, "a", Expiry(100)), Request(0x24, "none", Expiry(0)), Request(0x1c, "a", Expiry(0)), Request(0x1c, "none", Expiry(0)),
        Request(0x01, "a", Item(1), "hello"), Request(0x11, "b", Item(0, 100), "10"), Request(0x01, "a", Item(), "x", cas: WrongCas),
        Request(0x11, "a", Item(), "x", cas: WrongCas), Request(0x02, "a", Item(), "x"), Request(0x12, "a", Item(), "x"),
        Request(0x03, "a", Item(), "hello"), Request(0x13, "none", Item(), "hello"), Request(0x0e, "a", value: "!"), Request(0x1a, "a", value: "!"),
        Request(0x05, "b", Count(5, 0, 0)), Request(0x16, "b", Count(3, 0, 0)), Request(0x05, "none", Count(3, 0, uint.MaxValue)), Request(0x05, "a", Count(1, 0, 0)),
        Request(0x04, "none"), Request(0x04, "a", cas: WrongCas), Request(0x14, "none"), Request(0x08, extras: Expiry(1_000_000)), Request(0x0a), Request(0x0b),
        Request(0x60, value: "skipped"), Request(0x20), Request(0x21, "PLAIN", value: "\0user\0wrong"), Request(0x21, "PLAIN", value: "\0user\0password"),
    ];

    [Fact]
    public void Requests_about_data_allocate_nothing()
    {
        WorkerContext worker = new(new ProtocolLimits(), new FakeServer(), new CounterBlock(MemcacheMetrics.All.Count))
        {
            Credentials = new Credentials([new Credential("user"u8.ToArray(), "password"u8.ToArray())]),
        };
        AllocationProbe<MemcacheBinary> probe = new(worker, new SessionState { Authenticated = true });
        (int served, long allocated) = probe.Measure(string.Concat(Requests).Replace(WrongCas, "wrongcas", StringComparison.Ordinal), Rounds);
        Assert.Equal(Rounds * (Requests.Length + 1), served);
        Assert.Equal(0, allocated);
    }
}
