using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using Pelikan.Node.EntryStore;
using Pelikan.Node.Net;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class StopTests
{
    [Fact]
    public void WhatWasReceivedIsAnsweredAndSent()
    {
        WorkerOptions options = new() { RequestsPerTurnMax = 2, OutputHighWatermarkBytes = 4096 };
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = options });
        using WireClient client = server.Connect();
        client.Send(string.Concat(Enumerable.Range(0, 2000).Select(i => $"say {i}\n")) + "give 4000000\nsay last\nsay cut");
        server.Await("session_recv", 1);
        server.Workers[0].Stop();
        string expected = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i}\n")) + new string('x', 4_000_000) + "\nlast\n";
        Assert.Equal(expected, client.ReadToEnd());
    }

    [Fact]
    public void IdleAndHalfFinishedSessionsEndAtOnce()
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient idle = server.Connect();
        using WireClient unfinished = server.Connect();
        Assert.Equal("a", idle.Ask("say a"));
        Assert.Equal("b", unfinished.Ask("say b"));
        unfinished.Send("take 100\nonly some");
        server.Stop();
        Assert.Equal("", idle.ReadToEnd());
        Assert.Equal(0, server.Shared.Connections.Open);
        Assert.Equal(0, server.Shared.Buffers.Taken);
        Assert.Null(server.Failure);
    }

    [Fact]
    public void ClientThatNeverReadsHoldsAStopNoLongerThanTheDrainTime()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Worker = new() { DrainMilliseconds = 50 } });
        using WireClient deaf = server.Connect();
        deaf.Send(string.Concat(Enumerable.Repeat("give 1000000\n", 50)));
        server.Await("session_output_pause", 1);
        server.Stop();
        Assert.Equal(0, server.Shared.Connections.Open);
        Assert.Equal(0, server.Shared.Buffers.Taken);
    }

    [Fact]
    public void StoppedServerRefusesNewConnections()
    {
        using TestServer<SizeProtocol> server = new();
        server.Stop();
        Assert.Throws<SocketException>(server.Connect);
        Assert.False(server.Workers[0].TryAdopt(default));
    }

    [Fact]
    public void BrokenPromiseOfAProtocolLeavesTheLoop()
    {
        using TestServer<SizeProtocol> server = new();
        using WireClient client = server.Connect();
        client.Send("boom\n");
        Assert.True(server.Failed.Wait(TimeSpan.FromSeconds(20)), "the worker's loop ends");
        Assert.Equal("boom", Assert.IsType<InvalidOperationException>(server.Failure).Message);
        Assert.Equal("", client.ReadToEnd());
    }

    [Fact]
    public void BrokenPollerLeavesTheLoop()
    {
        using Worker<SizeProtocol, NoopStore> worker = Workers.Idle(poller: new BrokenPoller());
        Assert.Throws<IOException>(worker.Run);
    }

    private sealed class BrokenPoller : IPoller
    {
        public bool Add(int descriptor, ulong token, PollInterest interest) => true;

        public bool Modify(int descriptor, ulong token, PollInterest interest) => true;

        public ReadOnlySpan<PollEvent> Wait(int timeoutMilliseconds) => throw new IOException("broken");

        public void Dispose()
        {
        }
    }
}
