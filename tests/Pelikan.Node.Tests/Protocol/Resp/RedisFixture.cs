using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace Pelikan.Node.Tests.Protocol.Resp;

/// <summary>A redis-server of the system's own, on a Unix socket for the time of the tests.</summary>
public sealed class RedisFixture : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pelikan-{Guid.NewGuid():N}.sock");
    private readonly Process _process;

    public RedisFixture()
    {
        ProcessStartInfo start = new(Find()) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (string argument in new[] { "--port", "0", "--unixsocket", _path, "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath() })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start");
        bool up = SpinWait.SpinUntil(() => _process.HasExited || (File.Exists(_path) && TryConnect()), StartDeadline);
        if (!up || _process.HasExited)
        {
            throw new InvalidOperationException($"redis-server does not listen on {_path}; exited: {_process.HasExited}");
        }
    }

    public Socket Connect()
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_path));
        return socket;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        File.Delete(_path);
    }

    private static string Find()
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        {
            string candidate = Path.Combine(folder, "redis-server");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException("redis-server is not on PATH; ./test installs it");
    }

    private bool TryConnect()
    {
        try
        {
            using Socket socket = Connect();
            return true;
        }
        catch (SocketException)
        {
            // The socket file appears a moment before anybody listens on it.
            return false;
        }
    }
}
