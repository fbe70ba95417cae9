using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pelikan.TestKit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>The memcached of the machine, on a loopback port of its own, for as long as the tests of a class run.</summary>
public sealed class MemcachedProcess : IDisposable
{
    private readonly Process _process;

    public MemcachedProcess()
    {
        Port = FreePort();
        _process = Process.Start(new ProcessStartInfo(
            "memcached",
            ["-u", Environment.UserName, "-l", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-t", "1", "-m", "64"]))!;
        Eventually.True(Answers, "memcached answers");
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public int Pid => _process.Id;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>A loopback port that nothing listens on.</summary>
    internal static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private bool Answers()
    {
        try
        {
            using TcpClient client = new("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
