using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading;

namespace Pelikan.Node.Tests.Protocol.Memcache;

/// <summary>A memcached of the system's own, on a Unix socket for the time of the tests.</summary>
public sealed class MemcachedFixture : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pelikan-{Guid.NewGuid():N}.sock");
    private readonly Process _process;

    public MemcachedFixture()
        : this([])
    {
    }

    /// <param name="more">Options beside those that every test needs.</param>
    internal MemcachedFixture(params string[] more)
    {
        ProcessStartInfo start = new(Find()) { UseShellExecute = false };
        foreach (string argument in (string[])["-s", _path, "-m", "64", "-u", Environment.UserName, .. more])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("memcached did not start");
        bool up = SpinWait.SpinUntil(() => _process.HasExited || File.Exists(_path) && TryConnect(), StartDeadline);
        if (!up || _process.HasExited)
        {
            throw new InvalidOperationException($"memcached does not listen on {_path}; exited: {_process.HasExited}");
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
            string candidate = Path.Combine(folder, "memcached");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException("memcached is not on PATH; ./test installs it");
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
