using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Pelikan.Node.Net;
using Xunit;

namespace Pelikan.Node.Tests.Net;

public sealed class ListenerTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pelikan-net-");

    private string SocketPath => Path.Combine(_folder.FullName, "data.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("localhost", "localhost")]
    [InlineData("::1", "::1")]
    [InlineData("::", "::1")]
    [InlineData("::", "127.0.0.1")]
    public void ListensOnEveryKindOfAddress(string host, string target)
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Endpoints = [ListenEndpoint.Tcp(host, 0)] });
        int port = ((IPEndPoint)server.EndPoint).Port;
        IPAddress address = target == "localhost" ? ((IPEndPoint)server.EndPoint).Address : IPAddress.Parse(target);
        using WireClient client = new(new IPEndPoint(address, port));
        Assert.Equal("here", client.Ask("say here"));
    }

    [Fact]
    public void ServesUnixAndTcpSocketsAtOnceAndRemovesTheFile()
    {
        ListenEndpoint[] endpoints = [ListenEndpoint.Unix(SocketPath, OwnerOnly), ListenEndpoint.Tcp("127.0.0.1", 0)];
        using (TestServer<SizeProtocol> server = new(new TestServerOptions { Endpoints = endpoints }))
        {
            using WireClient local = new(server.Listener.LocalEndPoints[0]);
            using WireClient remote = new(server.Listener.LocalEndPoints[1]);
            Assert.Equal("unix", local.Ask("say unix"));
            Assert.Equal("tcp", remote.Ask("say tcp"));
            Assert.Equal(OwnerOnly, ModeOf(SocketPath));
            string[] peers = new string[2];
            int count = 0;
            server.Workers[0].VisitSessions(session => peers[count++] = session.Peer);
            Assert.Equal(["unix", $"tcp:{remote.Socket.LocalEndPoint}"], peers);
        }

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public void StaleUnixSocketIsReplaced()
    {
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Bound and closed without being unlinked, as a killed server leaves it.
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath));
            File.Move(SocketPath, SocketPath + ".kept");
        }

        File.Move(SocketPath + ".kept", SocketPath);
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Endpoints = [ListenEndpoint.Unix(SocketPath, OwnerOnly)] });
        using WireClient client = server.Connect();
        Assert.Equal("new", client.Ask("say new"));
    }

    [Fact]
    public void LiveUnixSocketIsLeftToItsServer()
    {
        ListenEndpoint endpoint = ListenEndpoint.Unix(SocketPath, OwnerOnly);
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Endpoints = [endpoint] });
        Assert.Contains("another server listens there", Refusal(endpoint), StringComparison.Ordinal);
        using WireClient client = server.Connect();
        Assert.Equal("still", client.Ask("say still"));
    }

    [Fact]
    public void FileThatIsNoSocketIsNotRemoved()
    {
        File.WriteAllText(SocketPath, "precious");
        Assert.Contains("not a socket", Refusal(ListenEndpoint.Unix(SocketPath, OwnerOnly)), StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(SocketPath));
    }

    [Fact]
    public void PortInUseIsSaidSo()
    {
        using TestServer<SizeProtocol> server = new();
        string message = Refusal(ListenEndpoint.Tcp("127.0.0.1", ((IPEndPoint)server.EndPoint).Port));
        Assert.StartsWith($"cannot listen on {server.EndPoint}: bind failed", message, StringComparison.Ordinal);
        Assert.Contains("another process listens there", message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongPlacesAreExplained()
    {
        Assert.Contains("neither an IP address nor a name", Failure(() => ListenEndpoint.Tcp("no such host", 1)), StringComparison.Ordinal);
        Assert.Contains("107 bytes", Failure(() => ListenEndpoint.Unix("/" + new string('a', 200), OwnerOnly)), StringComparison.Ordinal);
        Assert.Contains("no interface", Refusal(ListenEndpoint.Tcp("192.0.2.1", 0)), StringComparison.Ordinal);
        string missing = Path.Combine(_folder.FullName, "missing", "a.sock");
        Assert.Contains("directory does not exist", Refusal(ListenEndpoint.Unix(missing, OwnerOnly)), StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionOverTheLimitIsToldAndOthersAreUndisturbed()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { ConnectionsMax = 3 });
        WireClient[] admitted = [server.Connect(), server.Connect(), server.Connect()];
        foreach (WireClient client in admitted)
        {
            Assert.Equal("in", client.Ask("say in"));
        }

        using (WireClient refused = server.Connect())
        {
            Assert.Equal("ERROR Too many open connections\r\n", refused.ReadToEnd());
        }

        Assert.Equal(1, server.Metric("tcp_reject"));
        admitted[0].Dispose();
        server.AwaitOpen(2);
        using WireClient next = server.Connect();
        Assert.Equal("again", next.Ask("say again"));
        Assert.Equal("in", admitted[1].Ask("say in"));
        admitted[1].Dispose();
        admitted[2].Dispose();
    }

    [Fact]
    public void ConnectionsAreSpreadEvenly()
    {
        using TestServer<SizeProtocol> server = new(new TestServerOptions { Workers = 3 });
        WireClient[] clients = [.. Enumerable.Range(0, 30).Select(_ => server.Connect())];
        foreach (WireClient client in clients)
        {
            Assert.Equal("hi", client.Ask("say hi"));
        }

        Assert.All(server.Workers, worker => Assert.Equal(10, worker.Load));
        foreach (WireClient client in clients)
        {
            client.Dispose();
        }

        server.AwaitOpen(0);
        Assert.All(server.Workers, worker => Assert.Equal(0, worker.Load));
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    private static string Refusal(ListenEndpoint endpoint) => Failure(() => OpenAndClose(endpoint));

    private static string Failure(Action action) => Assert.Throws<ListenException>(action).Message;

    private static void OpenAndClose(ListenEndpoint endpoint)
    {
        using Worker<SizeProtocol, EntryStore.NoopStore> worker = Workers.Idle();
        new Listener(
            "listener", new ListenerOptions { Endpoints = [endpoint] }, new ConnectionBudget(1), [worker], NullLogger.Instance).Dispose();
    }
}
