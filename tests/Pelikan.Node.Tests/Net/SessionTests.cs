using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Pelikan.Node.Net;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class SessionTests
{
    private const int Large = 1_000_000;

    [Fact]
    public void RequestSplitAtEveryByteIsServed()
    {
        byte[] request = Encoding.ASCII.GetBytes("say hello\ntake 5\nabcdegive 3\n");
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        for (int split = 1; split < request.Length; split++)
        {
            client.Send(request.AsSpan(0, split));
            long received = server.Metric("session_recv_byte");
            client.Send(request.AsSpan(split));
            Assert.Equal("hello\ntook 5\nxxx\n", client.ReadText(17));
            Assert.True(server.Metric("session_recv_byte") >= received, "counters only grow");
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(40_000)]
    [InlineData(70_000)]
    [InlineData(Large)]
    public void BodiesOfAnySizeArriveWholeAndBuffersGoBack(int size)
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        for (int i = 0; i < 3; i++)
        {
            client.Send($"take {size}\n");
            client.Send(new byte[size]);
            Assert.Equal($"took {size}", client.ReadLine());
        }

        Eventually.True(() => server.Metric("session_buffer_byte") == 0, "an idle session holds no buffer");
    }

    [Fact]
    public void TailOfALargeBodyDoesNotHoldALargeBuffer()
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        client.Send($"take {Large}\n");
        client.Send(new byte[Large]);
        client.Send("say unfini");
        Assert.Equal($"took {Large}", client.ReadLine());
        Eventually.True(
            () => server.Metric("session_recv_byte") == Large + "take 1000000\n".Length + "say unfini".Length
                && server.Metric("session_buffer_byte") == BufferPool.BufferBytesMin,
            "ten bytes are kept in the smallest buffer");
        client.Send("shed\n");
        Assert.Equal("unfinished", client.ReadLine());
    }

    [Fact]
    public void HalfClosedClientIsServedToTheEnd()
    {
        // Below the high-watermark: the end is read while most of the output is still unsent.
        WorkerOptions options = new() { OutputHighWatermarkBytes = 64 * 1024 * 1024 };
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = options });
        using WireClient client = server.Connect();
        string requests = string.Concat(Enumerable.Range(0, 5000).Select(i => $"say {i}\n")) + "give 20000000\nsay last\nsay cut";
        client.Send(requests);
        client.EndSending();
        server.Await("session_recv_byte", requests.Length);
        string expected = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i}\n")) + new string('x', 20_000_000) + "\nlast\n";
        Assert.Equal(expected, client.ReadToEnd());
        server.AwaitOpen(0);
    }

    [Fact]
    public void HangUpSendsTheLastReplyEvenToAClientThatGoesOnSending()
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        client.Send("give 3000000\nbye\n");
        client.Send(new byte[Large]);
        Assert.Equal(3_000_001, client.ReadText(3_000_001).Length);
        Assert.Equal("bye\n", client.ReadToEnd());
        client.Dispose();
        server.AwaitOpen(0);
    }

    [Fact]
    public void ClientThatLingersTooLongIsClosed()
    {
        ManualClock clock = new();
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Time = clock, Worker = new() { PollTimeoutMilliseconds = 2 } });
        using WireClient client = server.Connect();
        Assert.Equal("bye", client.Ask("bye"));
        Assert.Equal(1, server.Shared.Connections.Open);

        // The reply is here before the worker notes since when it lingers: that may be after any one step of the clock.
        Eventually.True(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                return server.Shared.Connections.Open == 0;
            },
            "the connection is still open");
        Assert.Equal(0, server.Metric("session_idle_close"));
    }

    [Fact]
    public void ResetClientsLeaveNothingBehind()
    {
        using TestServer<SizeProtocol> server = new();
        for (int i = 0; i < 50; i++)
        {
            WireClient client = server.Connect();
            client.Send("give 3000000\ngive 3000000\nsay a");
            Assert.Equal("x", client.ReadText(1));
            client.Reset();
        }

        server.AwaitOpen(0);
        using WireClient next = server.Connect();
        Assert.Equal("alive", next.Ask("say alive"));
        Assert.Equal(0, server.Metric("session_buffer_byte"));
        Assert.Null(server.Failure);
    }

    [Fact]
    public void ClientThatNeverReadsIsNotReadAndOthersAreServed()
    {
        const int Watermark = 100_000;
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = new() { OutputHighWatermarkBytes = Watermark } });
        using WireClient deaf = server.Connect();
        using WireClient other = server.Connect();
        byte[] requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("give 10000\n", 10_000)));
        int sent = 0;
        Eventually.True(
            () =>
            {
                sent += deaf.SendWithoutWaiting(requests.AsSpan(sent % 11));
                return server.Metric("session_output_pause") > 0;
            },
            "the session is paused");
        Assert.Equal("served", other.Ask("say served"));
        long buffered = server.Metric("session_buffer_byte");
        Assert.InRange(buffered, Watermark, (8 * Watermark) + (2 * 1024 * 1024));
        long read = server.Metric("session_recv_byte");
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal("served", other.Ask("say served"));
        }

        Assert.Equal(buffered, server.Metric("session_buffer_byte"));
        Assert.Equal(read + (1000 * "say served\n".Length), server.Metric("session_recv_byte"));
        for (int i = 0; i < sent / 11; i++)
        {
            string reply = deaf.ReadText(10_001);
            Assert.Equal('\n', reply[10_000]);
        }
    }

    [Fact]
    public void SlowReaderGetsEveryByteInOrder()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = new() { OutputHighWatermarkBytes = 4096 } });
        using WireClient client = server.Connect();
        client.Send(string.Concat(Enumerable.Range(0, 1500).Select(i => $"give {i * 40}\nsay {i}\n")));
        server.Await("session_output_pause", 1);
        for (int i = 0; i < 1500; i++)
        {
            Assert.Equal(new string('x', i * 40), client.ReadText(i * 40));
            Assert.Equal($"\n{i}\n", client.ReadText(2 + i.ToString(CultureInfo.InvariantCulture).Length));
        }

        Eventually.True(() => server.Metric("session_buffer_byte") == 0, "the buffers are given back");
    }

    [Fact]
    public void SilentSessionIsClosedAndATalkingOneIsNot()
    {
        ManualClock clock = new();
        WorkerOptions options = new() { IdleTimeoutMilliseconds = 10_000, PollTimeoutMilliseconds = 2 };
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Time = clock, Worker = options });
        using WireClient silent = server.Connect();
        using WireClient talking = server.Connect();
        Assert.Equal("hello", silent.Ask("say hello"));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("on", talking.Ask("say on"));
            clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Equal("", silent.ReadToEnd());
        Assert.Equal("on", talking.Ask("say on"));
        Assert.Equal(1, server.Metric("session_idle_close"));
    }

    [Fact]
    public void RequestWithoutEndIsRefused()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = new() { RequestBytesMax = 100_000 } });
        using WireClient client = server.Connect();
        client.Send("say first\n" + new string('z', 200_000));
        Assert.Equal("first\nSERVER_ERROR request too large\r\n", client.ReadToEnd());
        Assert.Equal(1, server.Metric("session_request_oversize"));
    }

    [Fact]
    public void BufferMemoryIsBoundedAndTheOneThatAsksIsRefused()
    {
        const int BufferMemory = 1024 * 1024;
        using TestServer<SizeProtocol> server = new(new TestServerOptions { BufferMemoryMax = BufferMemory });
        WireClient[] greedy = [.. Enumerable.Range(0, 20).Select(_ => server.Connect())];
        foreach (WireClient client in greedy)
        {
            client.Send("take 900000\n");
            client.Send(new byte[100_000]);
        }

        server.Await("session_buffer_refuse", 10);
        Assert.InRange(server.Shared.Buffers.Taken, 1, BufferMemory);
        using WireClient modest = server.Connect();
        Assert.Equal("fine", modest.Ask("say fine"));
        int refused = 0;
        foreach (WireClient client in greedy)
        {
            using (client)
            {
                client.EndSending();
                string reply = client.ReadToEnd();
                refused += reply == "SERVER_ERROR out of memory reading request\r\n" ? 1 : 0;
                Assert.True(reply.Length == 0 || reply.StartsWith("SERVER_ERROR out of memory", StringComparison.Ordinal), reply);
            }
        }

        Assert.Equal(server.Metric("session_buffer_refuse"), refused);
        Eventually.True(() => server.Metric("session_buffer_byte") == 0, "the buffers are given back");
    }

    [Fact]
    public void OneSessionWithManyRequestsDoesNotHoldUpAnother()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = new() { RequestsPerTurnMax = 4 } });
        using WireClient busy = server.Connect();
        using WireClient other = server.Connect();
        busy.Send(string.Concat(Enumerable.Repeat("say busy\n", 5000)));
        Assert.Equal("between", other.Ask("say between"));
        Assert.Equal(string.Concat(Enumerable.Repeat("busy\n", 5000)), busy.ReadText(25_000));
        Assert.True(server.Metric("session_turn_max") > 500, "the requests were served in shares");
    }

    [Fact]
    public void ServingAllocatesNothing()
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        for (int i = 0; i < 3; i++)
        {
            Exercise(client);
        }

        long before = long.Parse(client.Ask("allocated"), CultureInfo.InvariantCulture);
        Exercise(client);
        long after = long.Parse(client.Ask("allocated"), CultureInfo.InvariantCulture);
        Assert.Equal(before, after);

        static void Exercise(WireClient client)
        {
            for (int i = 0; i < 200; i++)
            {
                Assert.Equal("word", client.Ask("say word"));
                client.Send("say spl");
                client.Send("it\ntake 3\n");
                client.Send("abc");
                Assert.Equal("split\ntook 3\n", client.ReadText(13));
                client.Send(string.Concat(Enumerable.Repeat("say a\n", 300)));
                Assert.Equal(600, client.ReadText(600).Length);
            }

            client.Send("take 500000\n");
            client.Send(new byte[500_000]);
            Assert.Equal("took 500000", client.ReadLine());
            client.Send("give 3000000\n");
            Assert.Equal(3_000_001, client.ReadText(3_000_001).Length);
        }
    }

    [Fact]
    public void LatencyIsRecordedOncePerRequest()
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        client.Send("say 1\nsay 2\nsay 3\n");
        Assert.Equal("1\n2\n3\n", client.ReadText(6));
        Eventually.True(() => Latencies(server) == 3, "three requests, three latencies");

        static long Latencies(TestServer<SizeProtocol> server)
        {
            long[] buckets = new long[Pelikan.Storage.Metrics.LatencyHistogram.BucketCount];
            server.Workers[0].HistogramSources.Single(source => source.Name == "request_latency").Read(buckets);
            return Pelikan.Storage.Metrics.LatencyHistogram.Count(buckets);
        }
    }
}
