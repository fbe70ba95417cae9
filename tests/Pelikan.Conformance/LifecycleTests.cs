using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Pelikan.Conformance;

/// <summary>What an operator sees of the process: start, signals, exit codes, and the ports beside the data port.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void Terminate_WithARequestJustSent_AnswersItAndExitsWithZero()
    {
        using ServerProcess server = new("segcache");
        using TcpClient client = Connect(server.Port);
        Exchange(client, "set a 0 0 1\r\nx\r\n", "STORED\r\n");
        client.GetStream().Write("get a\r\n"u8);
        int exitCode = server.Terminate();
        Assert.Equal("VALUE a 0 1\r\nx\r\nEND\r\n", ReadToEnd(client));
        Assert.True(exitCode == 0, server.Output);
    }

    [Fact]
    public void AdminShutdown_ExitsWithZero()
    {
        using ServerProcess server = new("segcache");
        using TcpClient admin = Connect(server.AdminPort);
        Exchange(admin, "shutdown\r\n", "OK\r\n");
        Assert.Equal(0, server.WaitForExit());
    }

    [Fact]
    public void AdminFlush_IsDoneWhenItIsAcknowledged()
    {
        using ServerProcess server = new("segcache", ("worker", "threads = 2"), ("seg", "shards = 4"));
        using TcpClient client = Connect(server.Port);
        using TcpClient admin = Connect(server.AdminPort);
        Exchange(client, "set a 0 0 1\r\nx\r\n", "STORED\r\n");
        Exchange(admin, "flush_all\r\n", "OK\r\n");
        Exchange(client, "get a\r\n", "END\r\n");
        Exchange(client, "set a 0 0 1\r\ny\r\n", "STORED\r\n");
        Exchange(client, "get a\r\n", "VALUE a 0 1\r\ny\r\nEND\r\n");
    }

    [Fact]
    public void TakenPort_IsRefusedWithAClearMessage()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string config = Path.GetTempFileName();
        File.WriteAllText(config, $"[server]\nhost = \"127.0.0.1\"\nport = {port}\n[admin]\nport = {ServerProcess.FreePort()}\nhttp_port = {ServerProcess.FreePort()}\n");
        (int exitCode, string output) = ClientProgram.Run(ServerProcess.Binary, "segcache", config);
        File.Delete(config);
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"127.0.0.1:{port}", output, StringComparison.Ordinal);
        Assert.Contains("in use", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Pingserver_AnswersPing()
    {
        using ServerProcess server = new("pingserver");
        using TcpClient client = Connect(server.Port);
        Exchange(client, "ping\r\nPING\r\n", "PONG\r\nPONG\r\n");
    }

    [Fact]
    public void Metrics_MoveWithTheTraffic()
    {
        using ServerProcess server = new("segcache");
        using TcpClient client = Connect(server.Port);
        Exchange(client, "set a 0 0 1\r\nx\r\nget a b\r\n", "STORED\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
        string metrics = HttpGet(server.HttpPort, "/metrics");
        Assert.Contains("\nget_key_hit_total 1", metrics, StringComparison.Ordinal);
        Assert.Contains("\nget_key_miss_total 1", metrics, StringComparison.Ordinal);
        Assert.Contains("\nset_stored_total 1", metrics, StringComparison.Ordinal);
        Assert.Contains("request_latency", metrics, StringComparison.Ordinal);
        Assert.Contains("200 OK", HttpGet(server.HttpPort, "/readyz"), StringComparison.Ordinal);
        Assert.Contains("\"get_key_hit\"", HttpGet(server.HttpPort, "/vars.json"), StringComparison.Ordinal);
    }

    private static TcpClient Connect(int port)
    {
        TcpClient client = new() { ReceiveTimeout = 10_000, SendTimeout = 10_000 };
        client.Connect(IPAddress.Loopback, port);
        return client;
    }

    private static void Exchange(TcpClient client, string request, string reply)
    {
        client.GetStream().Write(Encoding.ASCII.GetBytes(request));
        byte[] received = new byte[reply.Length];
        client.GetStream().ReadExactly(received);
        Assert.Equal(reply, Encoding.ASCII.GetString(received));
    }

    private static string ReadToEnd(TcpClient client)
    {
        using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
        return reader.ReadToEnd();
    }

    private static string HttpGet(int port, string path)
    {
        using TcpClient client = Connect(port);
        client.GetStream().Write(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        return ReadToEnd(client);
    }
}
