using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pelikan.TestKit;

namespace Pelikan.Node.Tests.Bench;

/// <summary>A server of the machine, on a loopback port of its own, for as long as the tests of a class run.</summary>
public abstract class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="program">The server's program.</param>
    /// <param name="arguments">Its arguments, given a port.</param>
    protected PeerProcess(string program, Func<string, IEnumerable<string>> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        Port = FreePort();
        ProcessStartInfo start = new(program, arguments(Port.ToString(CultureInfo.InvariantCulture))) { RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        Eventually.True(Answers, $"{program} answers");
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public int Pid => _process.Id;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
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
