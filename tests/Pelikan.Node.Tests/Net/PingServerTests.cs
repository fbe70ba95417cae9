using System.Text;
using Pelikan.Node.Protocol.Ping;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class PingServerTests
{
    private const string Refusal = "CLIENT_ERROR only ping is understood here\r\n";

    [Theory]
    [InlineData("ping\r\n", "PONG\r\n")]
    [InlineData("PING\r\n", "PONG\r\n")]
    [InlineData("ping\n", "PONG\r\n")]
    [InlineData("PING\nping\r\nPING\r\n", "PONG\r\nPONG\r\nPONG\r\n")]
    [InlineData("Ping\r\n", Refusal)]
    [InlineData("\r\n", Refusal)]
    [InlineData("ping\r\nget a\r\nping\r\n", "PONG\r\n" + Refusal)]
    [InlineData("pin", "")]
    public void Conversation(string request, string reply)
    {
        using TestServer<PingProtocol> server = new();
        using WireClient client = server.Connect();
        client.Send(request);
        client.EndSending();
        Assert.Equal(reply, client.ReadToEnd());
    }

    [Fact]
    public void LineWithoutEndIsRefused()
    {
        using TestServer<PingProtocol> server = new();
        using WireClient client = server.Connect();
        client.Send(new string('p', 10_000));
        Assert.Equal(Refusal, client.ReadToEnd());
    }

    [Fact]
    public void ByteByByteIsAnswered()
    {
        using TestServer<PingProtocol> server = new();
        using WireClient client = server.Connect();
        foreach (byte one in Encoding.ASCII.GetBytes("ping\r\nPING\r\n"))
        {
            client.Send([one]);
        }

        Assert.Equal("PONG\r\nPONG\r\n", client.ReadText(12));
        Assert.Equal(0, server.Metric("session_buffer_byte"));
    }

    [Fact]
    public void HundredThousandPipelinedAreAllAnswered()
    {
        const int Requests = 100_000;
        using TestServer<PingProtocol> server = new();
        using WireClient client = server.Connect();
        byte[] requests = Encoding.ASCII.GetBytes(new StringBuilder().Insert(0, "PING\r\n", Requests).ToString());
        string expected = new StringBuilder().Insert(0, "PONG\r\n", Requests).ToString();
        Threaded.Run(2, side =>
        {
            if (side == 0)
            {
                client.Send(requests);
            }
            else
            {
                Assert.Equal(expected, client.ReadText(expected.Length));
            }
        });
        Assert.True(server.Metric("session_recv") < Requests / 100, "pipelined requests are read many at a time");
        Assert.True(server.Metric("session_turn_max") > 0, "a turn ends at its share");
    }
}
