using Pelikan.Node.Protocol;
using Pelikan.Node.Protocol.Resp;
using Pelikan.Storage.Metrics;
using Xunit;

using static Pelikan.Node.Tests.Protocol.Resp.RespConversation;

namespace Pelikan.Node.Tests.Protocol.Resp;

public sealed class RespAllocationTests
{
    private const int Rounds = 5_000;

    private static readonly string Requests =
        Encode("SET", "a", "10") + Encode("GET", "a") + Encode("GET", "none") + Encode("MGET", "a", "none", "b") + Encode("INCR", "a") + Encode("DECRBY", "a", "7")
        + Encode("SET", "b", "x", "EX", "100") + Encode("SET", "b", "y", "XX", "GET") + Encode("SET", "b", "z", "NX") + Encode("SETEX", "c", "100", "v")
        + Encode("EXPIRE", "a", "100") + Encode("TTL", "a") + Encode("PERSIST", "a") + Encode("EXISTS", "a", "b") + Encode("APPEND", "b", "w") + Encode("STRLEN", "b")
        + Encode("GETRANGE", "b", "0", "1") + Encode("SETRANGE", "b", "1", "q") + Encode("GETEX", "b", "EX", "10") + Encode("MSET", "d", "1", "e", "2") + Encode("SETNX", "d", "3")
        + Encode("TYPE", "a") + Encode("DEL", "none", "gone") + Encode("INCR", "b") + Encode("PING") + Encode("SET", "b", "v", "FOO") + "PING\r\n" + "ECHO \"a b\"\r\n";

    [Fact]
    public void Requests_about_strings_and_keys_allocate_nothing()
    {
        AllocationProbe<RespProtocol> probe = new(
            new WorkerContext(new ProtocolLimits(), new FakeServer(), new CounterBlock(CacheMetrics.All.Count)) { Protocols = ProtocolSet.Resp });
        (int served, long allocated) = probe.Measure(Requests, Rounds);
        Assert.True(served >= 100_000, $"only {served} requests were served");
        Assert.Equal(0, allocated);
    }
}
