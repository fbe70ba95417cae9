using System;
using System.Linq;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Net;
using Pelikan.Node.Protocol;
using Pelikan.Node.Tests.Net;
using Pelikan.Storage;
using Pelikan.Storage.Reclamation;
using Xunit;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Protocol;

/// <summary>A value of a real partition does not grow beyond the largest, whichever protocol adds to it.</summary>
public sealed class GrowingValueTests : IDisposable
{
    private const int ValueBytesMax = 1000;
    private const string TooLarge = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";

    private readonly RoutedPartitions _partitions =
        new(shards: 1, segmentBytes: 64 * 1024, segments: 16, new SegCacheOptions { ValueBytesMax = ValueBytesMax });

    public void Dispose() => _partitions.Dispose();

    [Theory]
    [InlineData("append k 0 0 2\r\nab\r\n", "NOT_STORED\r\n")]
    [InlineData("prepend k 0 0 2\r\nab\r\n", "NOT_STORED\r\n")]
    [InlineData("ms k 2 MA\r\nab\r\n", "NS\r\n")]
    [InlineData("ms k 2 MP C0 q\r\nab\r\n", "NS\r\n")]
    [InlineData("*3\r\n$6\r\nAPPEND\r\n$1\r\nk\r\n$2\r\nab\r\n", TooLarge)]
    [InlineData("*4\r\n$8\r\nSETRANGE\r\n$1\r\nk\r\n$3\r\n999\r\n$2\r\nab\r\n", TooLarge)]
    [InlineData("*4\r\n$8\r\nSETRANGE\r\n$1\r\nk\r\n$10\r\n2147483646\r\n$2\r\nab\r\n", TooLarge)]
    [InlineData("*4\r\n$8\r\nSETRANGE\r\n$1\r\nk\r\n$10\r\n2147483640\r\n$2\r\nab\r\n", TooLarge)]
    public void In_text_and_resp(string request, string reply) => Refuses(request, reply);

    [Theory]
    [InlineData(0x0e)]
    [InlineData(0x0f)]
    [InlineData(0x19)]
    [InlineData(0x1a)]
    public void In_binary(int opcode) => Refuses(Request(opcode, "k", value: "ab"), Error(opcode, 0x05));

    /// <summary>The reply is this one, and the value stays as it was.</summary>
    private void Refuses(string request, string reply)
    {
        byte[] value = [.. Enumerable.Repeat((byte)'v', ValueBytesMax - 1)];
        RoutedStore store = _partitions.NewStore();
        using (EpochGuard guard = store.Enter(new Instant(1)))
        {
            Assert.Equal(StoreStatus.Ok, store.Set("k"u8, value, 0, Instant.Never, in guard));
        }

        using (TestServer<CacheProtocol, RoutedStore> server = new(
            _partitions.NewStore, CacheMetrics.All.Count, new TestServerOptions { Protocols = ProtocolSet.All }))
        {
            using WireClient client = server.Connect();
            client.Send(Encoding.Latin1.GetBytes(request));
            Assert.Equal(reply, Encoding.Latin1.GetString(client.ReadExactly(reply.Length)));
        }

        using EpochGuard later = store.Enter(new Instant(2));
        Assert.Equal(StoreStatus.Ok, store.Get("k"u8, in later, out ItemView item));
        Assert.True(item.Value.SequenceEqual(value), "the old value stays");
    }
}
