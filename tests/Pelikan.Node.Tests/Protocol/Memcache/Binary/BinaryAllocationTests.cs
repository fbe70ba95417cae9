using System;
using System.Text;
using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Memcache;
using Pelikan.Node.Protocol.Memcache.Binary;
using Pelikan.Storage;
using Pelikan.Storage.Metrics;
using Pelikan.Storage.Reclamation;
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

    private readonly byte[] _input = Encoding.Latin1.GetBytes(string.Concat(Requests).Replace(WrongCas, "wrongcas", StringComparison.Ordinal));
    private readonly OutputBuffer _output = new(64 * 1024, 64 * 1024);
    private readonly WorkerContext _worker = new(new ProtocolLimits(), new FakeServer(), new CounterBlock(MemcacheMetrics.All.Count))
    {
        Credentials = new Credentials([new Credential("user"u8.ToArray(), "password"u8.ToArray())]),
    };

    private ModelStore _store = new(new Model());
    private SessionState _session = new() { Authenticated = true };

    [Fact]
    public void Requests_about_data_allocate_nothing()
    {
        Serve(rounds: 200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int served = Serve(Rounds);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Rounds * (Requests.Length + 1), served);
        Assert.Equal(0, allocated);
    }

    private int Serve(int rounds)
    {
        int served = 0;
        for (int round = 0; round < rounds; round++)
        {
            using EpochGuard guard = _store.Enter(new Instant(round));
            ReadOnlySpan<byte> input = _input;
            while (!input.IsEmpty)
            {
                ResponseWriter output = new(_output);
                MemcacheBinary.Serve(input, ref _store, in guard, ref output, ref _session, _worker, out int consumed);
                input = input[consumed..];
                served++;
            }

            _output.Reset();
        }

        return served;
    }
}
