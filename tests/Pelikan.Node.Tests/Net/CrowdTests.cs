using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pelikan.Node.Net.Interop;
using Pelikan.TestKit;
using Xunit;

namespace Pelikan.Node.Tests.Net;

/// <summary>Tests that use up what the whole process shares run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessLimits
{
    public const string Name = "process limits";
}

[Collection(ProcessLimits.Name)]
public sealed class CrowdTests
{
    // Descriptors that are neither a client's nor a session's: the runtime's, the test host's, the server's own.
    private const int OtherDescriptorsMax = 512;

    [Fact]
    public void ThousandsOfConnectionsAreServedAndHoldNoBuffers()
    {
        (ulong soft, _) = FileCalls.DescriptorLimit();
        int connections = (int)Math.Min(6000, ((long)soft - OtherDescriptorsMax) / 2);
        Assert.True(connections >= 200, $"the descriptor limit of {soft} leaves no room for this test; raise it (ulimit -n)");
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Workers = 2 });
        List<WireClient> clients = [];
        for (int i = 0; i < connections; i++)
        {
            clients.Add(server.Connect());
        }

        for (int round = 0; round < 2; round++)
        {
            clients.ForEach(client => client.Send($"say {round}\n"));
            clients.ForEach(client => Assert.Equal($"{round}", client.ReadLine()));
        }

        Assert.Equal(connections, server.Metric("tcp_conn_curr"));
        Eventually.True(() => server.Metric("session_buffer_byte") == 0, "idle sessions hold no buffer");
        int visited = 0;
        foreach (Pelikan.Node.Net.IWorker worker in server.Workers)
        {
            worker.VisitSessions(_ => visited++);
        }

        Assert.Equal(connections, visited);
        server.Workers[0].VisitSessions(_ => visited++, countMax: 5);
        Assert.Equal(connections + 5, visited);
        clients.ForEach(client => client.Dispose());
        server.AwaitOpen(0);
    }

    [Fact]
    public void RunningOutOfDescriptorsIsToldToTheClientAndLoggedOnceAnEpisode()
    {
        CountingLogger log = new();
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Log = log });
        using WireClient early = server.Connect();
        Assert.Equal("before", early.Ask("say before"));
        List<WireClient> clients = [.. Enumerable.Range(0, 20).Select(_ => new WireClient(NewSocket()))];
        List<string> replies = [];
        Exception? failure = WithoutFreeDescriptors(() =>
        {
            clients.ForEach(client => client.Connect(server.EndPoint));
            replies.AddRange(clients.Select(client => client.ReadToEnd()));
            replies.Add(early.Ask("say during"));
        });
        Assert.Null(failure);
        Assert.Equal([.. Enumerable.Repeat("ERROR Too many open connections\r\n", clients.Count), "during"], replies);
        Assert.Equal(1, server.Metric("listener_fd_exhausted"));
        Assert.Equal(20, server.Metric("tcp_reject"));
        Assert.Contains("new ones are refused until some close", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.InRange(server.Metric("listener_event_loop"), 1, 200);
        using WireClient late = server.Connect();
        Assert.Equal("after", late.Ask("say after"));
        clients.ForEach(client => client.Dispose());
        Assert.Null(server.Failure);
    }

    /// <summary>Run <paramref name="action"/> while the process has no descriptor left. Nothing is asserted meanwhile: the
    /// runtime itself needs descriptors to tell of a failure.</summary>
    private static Exception? WithoutFreeDescriptors(Action action)
    {
        (ulong soft, ulong hard) = FileCalls.DescriptorLimit();

        // No number below the limit is free: the clients have theirs already, and the server's next accept fails.
        Assert.True(FileCalls.SetDescriptorLimit(NextDescriptor(), hard), "the limit can be lowered");
        try
        {
            action();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
        finally
        {
            Assert.True(FileCalls.SetDescriptorLimit(soft, hard), "the limit can be raised again");
        }
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    // The kernel gives the lowest free number, so with this as the limit none is free.
    private static ulong NextDescriptor()
    {
        using Socket probe = NewSocket();
        return (ulong)probe.Handle;
    }

    private sealed class CountingLogger : ILogger
    {
        internal ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));
    }
}
