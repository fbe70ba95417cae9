using System;
using System.Linq;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Xunit;

namespace Pelikan.Node.Tests.Net;

/// <summary>A session's share of a turn is bounded by what its requests cost, not by their number alone.</summary>
public sealed class TurnShareTests : IDisposable
{
    private const int SetMembers = 300;

    private readonly RoutedPartitions _partitions = new(shards: 1, segmentBytes: 1024 * 1024, segments: 32);

    public void Dispose() => _partitions.Dispose();

    [Fact]
    public void AReplyThatIsLongEndsTheTurn()
    {
        const int requests = 20;
        WorkerOptions options = new() { TurnBytesMax = 1000, OutputHighWatermarkBytes = 64 * 1024 * 1024 };
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = options });
        using WireClient client = server.Connect();
        client.Send(string.Concat(Enumerable.Repeat("give 999\n", requests)));
        client.ReadText(requests * 1000);
        Assert.Equal(requests - 1, server.Metric("session_turn_max"));
        client.Send(string.Concat(Enumerable.Repeat("give 99\n", requests)));
        client.ReadText(requests * 100);
        Assert.Equal(requests - 1 + 1, server.Metric("session_turn_max"));
    }

    [Theory]
    [InlineData("stats\r\n", "ERROR\r\n")]
    [InlineData("touch large 9\r\ntouch large 8\r\n", "TOUCHED\r\nTOUCHED\r\n")]
    [InlineData("ms large 1 MA\r\na\r\n", "HD\r\n")]
    [InlineData("mg large T9\r\nmg large T8\r\n", "HD\r\nHD\r\n")]
    public void ADearCommandOfMemcachedEndsTheTurn(string request, string reply) => EndsEachTurn(request, reply, ProtocolSet.Memcache);

    [Fact]
    public void ADearBinaryCommandEndsTheTurn() => EndsEachTurn("\u0080\u0010" + new string('\0', 22), reply: null, ProtocolSet.Memcache);

    [Theory]
    [InlineData("*1\r\n$4\r\nINFO\r\n", null)]
    [InlineData("*3\r\n$6\r\nCONFIG\r\n$3\r\nGET\r\n$4\r\nsave\r\n", "*2\r\n$4\r\nsave\r\n$0\r\n\r\n")]
    [InlineData("*2\r\n$6\r\nCLIENT\r\n$4\r\nLIST\r\n", "$1\r\n\n\r\n")]
    [InlineData("*3\r\n$6\r\nAPPEND\r\n$5\r\nlarge\r\n$1\r\na\r\n", null)]
    [InlineData("*3\r\n$4\r\nSREM\r\n$3\r\nset\r\n$1\r\na\r\n", ":0\r\n")]
    [InlineData("*1\r\n$9\r\nRANDOMKEY\r\n", null)]
    public void ADearCommandOfRedisEndsTheTurn(string request, string? reply) => EndsEachTurn(request, reply, ProtocolSet.All);

    /// <summary>A pipeline of these requests takes a turn for each, where a small one takes one for all.</summary>
    private void EndsEachTurn(string request, string? reply, ProtocolSet protocols)
    {
        const int requests = 20;
        using TestServer<CacheProtocol, RoutedStore> server = new(
            _partitions.NewStore, CacheMetrics.All.Count, new TestServerOptions { Protocols = protocols });
        Prepare();
        using WireClient client = server.Connect();
        if (protocols == ProtocolSet.All)
        {
            client.Send($"*{SetMembers + 2}\r\n$4\r\nSADD\r\n$3\r\nset\r\n{string.Concat(Enumerable.Range(0, SetMembers).Select(i => $"$1000\r\n{i:D1000}\r\n"))}");
            Assert.Equal($":{SetMembers}\r", client.ReadLine());
        }

        long before = server.Metric("session_turn_max");
        client.Send(System.Text.Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(request, requests))));
        if (reply is not null)
        {
            Assert.Equal(string.Concat(Enumerable.Repeat(reply, requests)), client.ReadText(requests * reply.Length));
        }

        server.Await("session_turn_max", before + requests - 1);
    }

    private void Prepare()
    {
        const int large = 300_000;
        RoutedStore store = _partitions.NewStore();
        using EpochGuard guard = store.Enter(new Instant(1));
        Assert.Equal(StoreStatus.Ok, store.Set("large"u8, new byte[large], 0, Instant.Never, in guard));
    }
}
