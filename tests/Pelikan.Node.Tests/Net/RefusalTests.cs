using System;
using System.Linq;
using System.Text;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Protocol;
using Xunit;
using static Pelikan.Node.Tests.Protocol.Memcache.Binary.Wire;

namespace Pelikan.Node.Tests.Net;

/// <summary>A client whose request cannot be kept reads why in what it speaks.</summary>
public sealed class RefusalTests
{
    private const int Body = 500_000;

    [Fact]
    public void InText() => Refuses($"set k 0 0 {Body}\r\n", "SERVER_ERROR out of memory reading request\r\n");

    [Fact]
    public void InResp() => Refuses($"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n${Body}\r\n", "-ERR out of memory reading request\r\n");

    [Fact]
    public void InBinary()
    {
        string request = Request(0x01, "k", extras: new string('\0', 8), value: new string('v', Body));
        Refuses(request[..100], Error(opcode: 0, 0x82).Replace(Opaque, "\0\0\0\0", StringComparison.Ordinal));
    }

    private static void Refuses(string begin, string reply)
    {
        using TestServer<CacheProtocol, NoopStore> server = new(
            () => default, CacheMetrics.All.Count, new TestServerOptions { BufferMemoryMax = 64 * 1024, Protocols = ProtocolSet.All });
        using WireClient client = server.Connect();
        client.Send([.. Encoding.Latin1.GetBytes(begin), .. Enumerable.Repeat((byte)'v', Body / 2)]);
        Assert.Equal(reply, Encoding.Latin1.GetString(client.ReadExactly(reply.Length)));
        Assert.Equal("", client.ReadToEnd());
        Assert.Equal(1, server.Metric("session_buffer_refuse"));
    }
}
